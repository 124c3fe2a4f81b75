extension BumpMessage {
  /// The roll that a commit of main brought: its own message is the bump's, or the bump's as GitHub squashes
  /// it, or it merges (`merged`, the message of its second parent) a bump.
  ///
  /// Which of them it is depends on who pressed what: a push, a squash, or a merge, whose message is the
  /// platform's own
  /// (<https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges>).
  package init?(landedAs message: String, merging merged: String? = nil) {
    guard
      let bump = BumpMessage(message) ?? BumpMessage(squashed: message)
        ?? merged.flatMap({ BumpMessage($0) })
    else { return nil }
    self = bump
  }
}
