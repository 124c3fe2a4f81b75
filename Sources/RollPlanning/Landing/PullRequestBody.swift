import ReleaseModel

/// A pull request's body: roller's part between two marks, what people wrote around it, and, ahead of all, why
/// roller closed it.
package struct PullRequestBody: Sendable, Equatable {
  static let begin = "<!-- roller: what stands between these marks is written anew -->"
  static let end = "<!-- roller: end -->"

  let text: String

  package init(_ text: String) {
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

// MARK: - Closed by roller

extension PullRequestBody {
  private static let notice = "**Closed by roller:** "
  private static let closed = "<!-- roller closed this"

  /// The body with why roller closes it at `moment` ahead of all else, so that its end is not taken for a
  /// person's decision.
  package func closing(because why: String, at moment: Timestamp) -> String {
    "\(Self.notice)\(why).\n\n\(Self.closed) at \(moment) -->\n\n\(reopened.text)"
  }

  /// The body without what roller wrote when it closed it: somebody opened it again.
  var reopened: PullRequestBody {
    guard let start = text.range(of: Self.notice),
      let mark = text[start.upperBound...].range(of: Self.closed),
      let end = text[mark.upperBound...].range(of: "-->")
    else { return self }
    let reason = text[start.upperBound..<mark.lowerBound].dropLast(2)
    // More than our one paragraph: somebody wrote in between.
    if reason.firstRange(of: "\n\n") != nil { return self }
    let rest = text[end.upperBound...].drop { $0 == "\n" }
    return PullRequestBody(String(text[..<start.lowerBound]) + rest).reopened
  }

  /// Whether roller wrote that it closed this, not more than an hour from `moment`: a person may have opened
  /// it again, and closed it, later. The clocks of forge and roller agree to a quarter of an hour (`ClockSkew`);
  /// where a time is missing the words alone count.
  func saysClosed(at moment: Timestamp?) -> Bool {
    guard let mark = text.range(of: Self.closed),
      let end = text[mark.upperBound...].range(of: " -->")
    else { return false }
    let said = Timestamp(String(text[mark.upperBound..<end.lowerBound].dropFirst(" at ".count)))
    guard let said, let moment else { return true }
    return abs(moment.seconds - said.seconds) <= 3_600
  }
}

extension StringProtocol {
  fileprivate func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}
