/// How a green roll reaches its branch.
package struct Landing: Sendable, Hashable {
  package enum Merge: String, Sendable, Hashable, CaseIterable {
    case whenGreen = "when-green"
    case byHand = "by-hand"
  }

  package enum Method: String, Sendable, Hashable, CaseIterable {
    /// The branch moves to the very commit that was validated.
    case fastForward = "fast-forward"
    /// The forge merges the pull request, for a branch that takes nothing else.
    case platform
  }

  package let pullRequest: Bool
  package let merge: Merge
  package let method: Method

  package init(pullRequest: Bool, merge: Merge, method: Method = .fastForward) {
    self.pullRequest = pullRequest
    self.merge = merge
    self.method = method
  }
}
