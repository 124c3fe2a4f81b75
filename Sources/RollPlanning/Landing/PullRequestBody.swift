/// A pull request's body: roller's part between two marks, and what people wrote around it.
package struct PullRequestBody: Sendable, Equatable {
  static let begin = "<!-- roller: what stands between these marks is written anew -->"
  static let end = "<!-- roller: end -->"

  let text: String

  init(_ text: String) {
    self.text = text
  }

  /// A body that holds `ours` alone.
  package static func whole(_ ours: String) -> String { "\(begin)\n\(ours)\n\(end)" }

  /// The body with our part replaced by that of `whole`; as it is where a person removed our marks.
  func replacing(with whole: String) -> String {
    guard let begin = text.range(of: Self.begin),
      let end = text[begin.upperBound...].range(of: Self.end)
    else { return text.isEmpty ? whole : text }
    return text[..<begin.lowerBound] + whole + text[end.upperBound...]
  }
}

extension StringProtocol {
  fileprivate func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}
