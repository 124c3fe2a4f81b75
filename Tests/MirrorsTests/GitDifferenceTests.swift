import Foundation
import ReleaseModel
import Rolling
import Testing
import VersionDiffs

@testable import Mirrors

@Suite("What a bump of a repository brings", .timeLimit(.minutes(20)))
struct GitDifferenceTests {
  private let llvm = ["a", "b"].map { String(repeating: $0, count: 40) }

  private func bump(_ world: UpstreamWorld, _ from: Revision, _ to: Revision) throws -> Bump {
    Bump(
      component: try #require(ComponentName("iree")), from: .git(GitPin(revision: from)),
      to: .git(GitPin(revision: to)))
  }

  private func differences(
    _ world: UpstreamWorld, _ depth: DifferenceDepth = DifferenceDepth()
  ) -> FamilyUpstream {
    FamilyUpstream(world.mirrors(), wheels: NoIndex(), depth: depth)
  }

  /// A history in which files, a submodule and a pin of the component's own move.
  private func history(_ world: UpstreamWorld) async throws -> [Revision] {
    try await world.repository("iree")
    let pins = { (digit: String) in
      "PINNED_VERSIONS = {\"xla\": \"\(String(repeating: digit, count: 40))\"}\n"
    }
    return try await world.grow(
      "iree",
      [
        UpstreamCommit(
          subject: "First", files: ["sync_deps.py": pins("1"), "src/a": "1\n"],
          submodules: ["third_party/llvm": llvm[0]])
      ] + UpstreamCommit.line(30) + [
        UpstreamCommit(
          subject: "Fixes #1 \u{1B}[31m@team", files: ["sync_deps.py": pins("2")],
          submodules: ["third_party/llvm": llvm[1]])
      ])
  }

  private func records() throws -> [RecordedPins] {
    let xla = try #require(ComponentName("xla"))
    return [RecordedPins(format: .syncDeps, path: "sync_deps.py", names: ["xla": xla])]
  }

  @Test("is found where single files of both commits were read before, without their folders")
  func partlyHere() async throws {
    let world = try await UpstreamWorld()
    let line = try await history(world)
    let component = try world.component("iree", records: try records())
    let mirror = try world.mirrors().mirror(of: component)
    for revision in [line[0], line[31]] {
      #expect(try await mirror.file("sync_deps.py", at: revision, limit: 1_000) != nil)
    }
    let found = await differences(world).difference(
      of: try bump(world, line[0], line[31]), in: component)
    let commits = try #require(found.commits)
    guard case .known = commits.folders, case .known = commits.recorded else {
      Issue.record("\(commits.folders), \(commits.recorded)")
      return
    }
  }

  @Test("is counted, named and summed up, with what the component itself pins")
  func forward() async throws {
    let world = try await UpstreamWorld()
    let line = try await history(world)
    let component = try world.component("iree", records: try records())
    let found = await differences(world, DifferenceDepth(subjects: 8)).difference(
      of: try bump(world, line[0], line[31]), in: component)
    let commits = try #require(found.commits)
    #expect(commits.direction == .forward && commits.commits == 31 && commits.leftOut == 0)
    #expect(commits.authors == [.init(name: "Ada", commits: 31)])
    #expect(commits.subjects.total == 31)
    #expect(commits.subjects.newest.count == 6 && commits.subjects.oldest.count == 2)
    #expect(commits.subjects.oldest.last?.text == "Change 1")
    #expect(
      commits.folders.known?.map { "\($0.name):\($0.files)" } == ["src:6", ":1", "third_party:1"]
        || commits.folders.known?.map { "\($0.name):\($0.files)" }
          == ["src:5", ":1", "third_party:1"]
    )
    #expect(
      commits.recorded.known?.map { "\($0.name) \($0.from?.first ?? "-")\($0.to?.first ?? "-")" }
        == ["third_party/llvm ab", "xla 12"])
    #expect(commits.page == nil)
    #expect(found.from.date == CalendarDate("2023-11-14"))
  }

  @Test("a downgrade tells what it leaves out, a branch that was left tells both")
  func notForward() async throws {
    let world = try await UpstreamWorld()
    let line = try await history(world)
    let component = try world.component("iree")
    let back = await differences(world).difference(
      of: try bump(world, line[31], line[2]), in: component)
    #expect(back.commits?.direction == .backward && back.commits?.commits == 29)
    #expect(back.commits?.subjects.newest.first?.text == "Fixes #1 \u{1B}[31m@team")
    let side = try await world.grow(
      "iree", UpstreamCommit.line(2, from: 90), branch: "side", replacing: line[2])
    try await world.git("-C", "served/iree", "branch", "-f", "old-main", "main")
    try await world.grow(
      "iree", [UpstreamCommit(subject: "Merge", merging: "refs/heads/side")])
    let left = await differences(world).difference(
      of: try bump(world, line[5], side[1]), in: component)
    #expect(left.commits?.direction == .diverged)
    #expect(left.commits?.commits == 2 && left.commits?.leftOut == 3)
  }

  @Test("lines are counted when asked for, and without asking nobody only what is here is told")
  func depths() async throws {
    let world = try await UpstreamWorld()
    let line = try await history(world)
    let component = try world.component("iree", records: try records())
    let bump = try bump(world, line[0], line[31])
    let nothing = await differences(world, DifferenceDepth(mayAsk: false)).difference(
      of: bump, in: component)
    guard case .unknown = nothing.content else {
      Issue.record("known without a mirror")
      return
    }
    _ = try await world.mirrors().mirror(of: component).update()
    let history = await differences(world, DifferenceDepth(mayAsk: false)).difference(
      of: bump, in: component)
    #expect(history.commits?.commits == 31)
    #expect(history.commits?.folders == .unknown(because: "the files are not on this machine"))
    let counted = await differences(world, DifferenceDepth(countsLines: true)).difference(
      of: bump, in: component)
    #expect(counted.commits?.folders.known?.first?.lines != nil)
    let offline = await differences(world, DifferenceDepth(mayAsk: false)).difference(
      of: bump, in: component)
    #expect(offline.commits == counted.commits)
  }

  @Test("a commit that upstream does not have is unknown, with why")
  func unknown() async throws {
    let world = try await UpstreamWorld()
    let line = try await history(world)
    let gone = try #require(Revision(String(repeating: "9", count: 40)))
    let found = await differences(world).difference(
      of: try bump(world, line[0], gone), in: try world.component("iree"))
    guard case .unknown(let because) = found.content else {
      Issue.record("known")
      return
    }
    #expect(because.contains("it is not on the branch main"))
    let homeless = await differences(world).differences(
      of: [try bump(world, line[0], gone)], in: [])
    #expect(homeless.map(\.commits) == [nil])
  }

  @Test("a comparison is linked where the repository is GitHub's, and only there")
  func page() throws {
    let (a, b) = (String(repeating: "a", count: 40), String(repeating: "b", count: 40))
    let revisions = (try #require(Revision(a)), try #require(Revision(b)))
    #expect(
      comparePage(of: "https://github.com/o/r.git", from: revisions.0, to: revisions.1)
        == "https://github.com/o/r/compare/\(a)...\(b)")
    for url in ["https://github.com.evil.example/o/r", "https://gitlab.com/o/r"] {
      #expect(comparePage(of: url, from: revisions.0, to: revisions.1) == nil)
    }
  }
}

extension BumpDifference {
  fileprivate var commits: CommitsBetween? {
    if case .commits(let commits) = content { commits } else { nil }
  }
}
