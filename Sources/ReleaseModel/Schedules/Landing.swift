/// How a green roll reaches main.
package struct Landing: Sendable, Hashable {
  package enum Merge: String, Sendable, Hashable, CaseIterable {
    case whenGreen = "when-green"
    case byHand = "by-hand"
  }

  package let pullRequest: Bool
  package let merge: Merge

  package init(pullRequest: Bool, merge: Merge) {
    self.pullRequest = pullRequest
    self.merge = merge
  }
}
