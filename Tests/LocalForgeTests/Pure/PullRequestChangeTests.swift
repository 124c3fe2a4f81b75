import Git
import Testing

@testable import LocalForge

/// Commits are named by one digit; `a < b` in the history means that a is an ancestor of b.
@Suite("What branches say about a pull request", .timeLimit(.minutes(20)))
struct PullRequestChangeTests {
  // main: 1 ← 2 ← 3; the branch: 1 ← 5 ← 6; 7 merges 2 and 5; 8 is 1 ← 8, rewritten.
  private static let ancestors: [Int: Set<Int>] = [
    1: [1], 2: [1, 2], 3: [1, 2, 3], 5: [1, 5], 6: [1, 5, 6], 7: [1, 2, 5, 7], 8: [1, 8],
    9: [1, 2, 8, 9],
  ]

  private func pendingChange(head: Int?, base: Int?) -> PullRequestChange {
    let pull = PullRequest(
      id: 1, number: 1, title: "t", head: .init(branch: "b", commit: id(5)),
      base: .init(branch: "main", commit: id(2)), author: "o", created: Timestamp(seconds: 0),
      updated: Timestamp(seconds: 0))
    return pull.pendingChange(head: head.map(id), base: base.map(id)) { ancestor, commit in
      Self.ancestors.contains { number, known in
        id(number) == commit && known.contains { id($0) == ancestor }
      }
    }
  }

  @Test("nothing moved: nothing happens")
  func unchanged() {
    #expect(pendingChange(head: 5, base: 2) == .unchanged)
    #expect(pendingChange(head: 5, base: 3) == .unchanged)
  }

  @Test("a new head is followed, also a rewritten one")
  func moved() {
    #expect(pendingChange(head: 6, base: 2) == .moved(to: id(6), base: id(2)))
    #expect(pendingChange(head: 8, base: 3) == .moved(to: id(8), base: id(3)))
  }

  @Test("a base that holds the head is a merge, with or without the branch")
  func merged() {
    #expect(pendingChange(head: 5, base: 7) == .merged(head: id(5), by: id(5)))
    #expect(pendingChange(head: nil, base: 7) == .merged(head: id(5), by: id(5)))
  }

  @Test("a head rewritten and merged between two looks is a merge of the new head")
  func mergedUnseen() {
    #expect(pendingChange(head: 8, base: 9) == .merged(head: id(8), by: id(8)))
  }

  @Test("a branch that went back to the base, or away, closes it")
  func closed() {
    #expect(pendingChange(head: 1, base: 2) == .closed)
    #expect(pendingChange(head: nil, base: 2) == .closed)
    #expect(pendingChange(head: 5, base: nil) == .closed)
  }
}

private func id(_ number: Int) -> ObjectID {
  ObjectID(String(repeating: String(number), count: 40))!
}
