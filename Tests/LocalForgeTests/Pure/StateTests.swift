import Digest
import Errors
import Git
import JSON
import Testing

@testable import LocalForge

@Suite("The state's documents", .timeLimit(.minutes(20)))
struct StateTests {
  private static let time = Timestamp(seconds: 1_773_430_200)
  private static let commit = ObjectID(String(repeating: "a", count: 40))!

  private static func pull(_ stage: PullRequest.Stage) -> PullRequest {
    PullRequest(
      id: 2, number: 1, title: "t", body: nil, stage: stage, isDraft: true,
      head: .init(branch: "b", commit: commit), base: .init(branch: "main", commit: commit),
      author: "o", created: time, updated: time, labels: ["x"])
  }

  @Test(
    "a pull request reads back",
    arguments: [
      PullRequest.Stage.open, .closed(time),
      .merged(PullRequest.Merge(time: time, commit: commit, by: "o")),
    ])
  func pull(stage: PullRequest.Stage) throws {
    let pull = Self.pull(stage)
    #expect(try PullRequest(StateDocument(pull.json, at: "p")) == pull)
  }

  @Test("a release with its files reads back")
  func release() throws {
    let asset = ReleaseAsset(
      id: 4, name: "a.whl", label: nil, type: "application/zip", size: 3,
      digest: SHA256Digest(of: "abc"), author: "o", created: Self.time, updated: Self.time)
    let release = Release(
      id: 3, tag: "v1", target: "main", name: nil, body: "b", published: Self.time,
      isPrerelease: true, author: "o", created: Self.time, updated: Self.time, assets: [asset])
    #expect(try Release(StateDocument(release.json, at: "r")) == release)
  }

  @Test("what is not a document of ours is named with its path")
  func foreign() {
    let ledger: JSONValue = [
      "format": 1, "next-number": 1, "next-id": 1, "created-at": "2026-03-13T19:30:00Z",
    ]
    #expect(throws: Failure.state("pulls/1.json", "an array; expected an object")) {
      try ForgeState(documents: [("forge.json", ledger), ("pulls/1.json", [])])
    }
    #expect(throws: Failure.self) {
      try ForgeState(documents: [("forge.json", ledger), ("other/1.json", [:])])
    }
    #expect(throws: Failure.state("forge.json", "it is missing")) {
      try ForgeState(documents: [])
    }
  }

  @Test("the last status of a context counts, and failure before pending before success")
  func statuses() {
    func status(_ id: Int, _ context: String, _ verdict: CommitStatus.Verdict) -> CommitStatus {
      CommitStatus(
        id: id, verdict: verdict, context: context, description: nil, target: nil, author: "o",
        created: Self.time)
    }
    var statuses = CommitStatuses()
    #expect(statuses.combined == .pending)
    statuses.all = [status(1, "a", .failure), status(2, "b", .success)]
    #expect(statuses.combined == .failure)
    statuses.all.append(status(3, "a", .pending))
    #expect(statuses.combined == .pending)
    statuses.all.append(status(4, "a", .success))
    #expect(statuses.combined == .success)
    #expect(statuses.current.map(\.id) == [4, 2])
  }
}
