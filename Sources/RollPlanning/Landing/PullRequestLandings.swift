import Digest
import ReleaseModel

/// Where merged pull requests reached the rolled branch, whatever the commits there say.
///
/// A merge queue words its commits itself, and whoever squashes may write anything, so trailers can be
/// missing; since 2026-03-10 the platform's pull request does not name its merge commit either
/// (<https://docs.github.com/en/rest/about-the-rest-api/breaking-changes>). The result cannot be worded
/// otherwise: the pins that landed.
struct PullRequestLandings: Sendable {
  /// The rolled branch, each commit with the roll that a pull request brought by it.
  private(set) var history: [CommitFacts]
  /// The pull requests, merged ones with their merge commit where it is found.
  private(set) var pullRequests: [PullRequestFacts]
  /// The place of each commit, and of what each merged.
  private let places: [Revision: Int]
  private let merges: [Revision: Int]

  init(_ pullRequests: [PullRequestFacts], in history: [CommitFacts]) {
    self.history = history
    self.pullRequests = pullRequests
    places = Dictionary(
      history.enumerated().map { ($1.revision, $0) }, uniquingKeysWith: { first, _ in first })
    merges = Dictionary(
      history.enumerated().flatMap { place, commit in
        commit.parents.dropFirst().map { ($0, place) }
      }, uniquingKeysWith: { first, _ in first })
    for index in pullRequests.indices where pullRequests[index].state == .merged {
      guard let place = place(of: pullRequests[index]) else { continue }
      self.pullRequests[index].mergeCommit = history[place].revision
      mark(place, with: pullRequests[index])
    }
  }

  private func place(of pull: PullRequestFacts) -> Int? {
    if let known = pull.mergeCommit.flatMap({ places[$0] }) { return known }
    if let own = places[pull.head] ?? merges[pull.head] { return own }
    guard let proposal = pull.proposal, let base = places[proposal.base] else { return nil }
    let brought = (0..<base).reversed().filter { isFirst($0, with: proposal.message.pinSet) }
      .filter { place in
        history[place].ownRoll.map { $0.schedule == proposal.message.schedule } ?? true
      }
    // The same pins again are those of a later pull request, after a revert.
    return brought.first { history[$0].mentions(pull.number) } ?? brought.first
  }

  /// Whether the commit at `place` moved its branch to these pins.
  private func isFirst(_ place: Int, with pins: SHA256Digest) -> Bool {
    history[place].pins == pins && place + 1 < history.count && history[place + 1].pins != pins
  }

  private mutating func mark(_ place: Int, with pull: PullRequestFacts) {
    guard let message = pull.proposal?.message, history[place].ownRoll == nil,
      isFirst(place, with: message.pinSet)
    else { return }
    history[place].brought = message
  }
}

extension CommitFacts {
  /// Whether the message names pull request `number`, as the platform's own words do.
  fileprivate func mentions(_ number: Int) -> Bool {
    let mark = "#\(number)"
    var rest = message[...]
    while let found = rest.firstRange(of: mark) {
      rest = rest[found.upperBound...]
      guard rest.first?.isNumber ?? false else { return true }
    }
    return false
  }
}
