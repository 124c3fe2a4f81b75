/// Why the forge did not let a branch move, as far as its words say.
///
/// GitHub answers a push that a rule forbids with `GH006` or `GH013` and a line for each rule
/// (<https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/troubleshooting-rules>).
package struct BranchRefusal: Sendable, Equatable {
  /// The checks that are demanded and are not success.
  package let checks: [String]
  package let demandsPullRequest: Bool

  /// What `words` say; nil when they are about something else.
  package init?(_ words: String) {
    checks = Self.names(in: words)
    demandsPullRequest =
      words.contains("Changes must be made through a pull request")
      || words.contains("Changes must be made through the merge queue")
    guard !checks.isEmpty || demandsPullRequest || words.contains("required status check") else {
      return nil
    }
  }

  private static func names(in words: String) -> [String] {
    words.components(after: "equired status check \"")
  }
}

extension String {
  /// What stands between each `mark` and the next quotation mark.
  fileprivate func components(after mark: String) -> [String] {
    var found: [String] = []
    var rest = self[...]
    while let place = rest.firstRange(of: mark) {
      rest = rest[place.upperBound...]
      guard let end = rest.firstIndex(of: "\"") else { break }
      found.append(String(rest[..<end]))
    }
    return found
  }
}
