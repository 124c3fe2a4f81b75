import Digest
import Git

extension ForgeState {
  func pull(_ number: Int) throws(Refusal) -> PullRequest {
    guard let pull = pulls[number] else { throw .notFound }
    return pull
  }

  func comment(_ id: Int) throws(Refusal) -> IssueComment {
    guard let comment = comments[id] else { throw .notFound }
    return comment
  }

  func release(_ id: Int) throws(Refusal) -> Release {
    guard let release = releases[id] else { throw .notFound }
    return release
  }

  /// The conversation of pull request `number`, oldest first.
  func comments(of number: Int) -> [IssueComment] {
    comments.values.filter { $0.issue == number }.sorted { $0.id < $1.id }
  }

  func statuses(of commit: ObjectID) -> CommitStatuses {
    statuses[commit] ?? CommitStatuses()
  }

  /// The published release of `tag`; drafts have no place under their tag, as on GitHub.
  func published(tag: String) -> Release? {
    releases.values.filter { $0.tag == tag && !$0.isDraft }.min { $0.id < $1.id }
  }

  /// The release that holds asset `id`, and the asset's place in it.
  func asset(_ id: Int) throws(Refusal) -> (release: Release, index: Int) {
    for release in releases.values {
      if let index = release.assets.firstIndex(where: { $0.id == id }) { return (release, index) }
    }
    throw .notFound
  }

  /// True when some release still holds a file with these bytes.
  func needs(_ digest: SHA256Digest) -> Bool {
    releases.values.contains { $0.assets.contains { $0.digest == digest } }
  }

  /// The open pull request from `head` into `base`; there is one at most.
  func open(head: String, base: String) -> PullRequest? {
    pulls.values.first { $0.isOpen && $0.head.branch == head && $0.base.branch == base }
  }

  /// Every pull request that is open, oldest first.
  var openPulls: [PullRequest] {
    pulls.values.filter(\.isOpen).sorted { $0.number < $1.number }
  }
}
