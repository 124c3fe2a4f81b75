import Digest
import Git
import ReleaseModel
import TestKit

@testable import ReleaseRepository

/// A work tree of the release repository in which people and machines merge with the real git.
struct MergingWorld {
  let folder: TemporaryFolder
  private let home: TemporaryFolder

  /// On main, with the first pins.
  init() async throws {
    folder = try TemporaryFolder("merging")
    home = try TemporaryFolder("merging-home")
    try await git("init", "--quiet", "--initial-branch=main")
    try await pin([("iree", 1), ("xla", 1)], "First pins", by: "Ada")
  }

  @discardableResult
  func git(_ arguments: String..., by person: String = "Ada") async throws -> String {
    try await IsolatedGit(home: home.url.path, person: person)
      .run(arguments, in: folder.url.path)
  }

  /// A commit on the branch at hand that pins `pins`; its id.
  @discardableResult
  func pin(_ pins: [(String, Int)], _ message: String, by person: String) async throws -> Revision {
    try folder.write(versionInfo(pins), to: VersionInfo.path)
    try await git("add", "--all", by: person)
    try await git("commit", "--quiet", "--message=\(message)", by: person)
    return try await head()
  }

  func head() async throws -> Revision {
    let id = try await git("rev-parse", "HEAD")
    guard let revision = Revision(id) else { throw NotAName(text: id) }
    return revision
  }

  /// Merges `branch` as the platform does: never by fast-forward, in words of its own.
  @discardableResult
  func merge(
    _ branch: String, _ message: String = "Merge pull request #12 from o/topic",
    by person: String = "Ada"
  ) async throws -> Revision {
    try await git("merge", "--quiet", "--no-ff", "--message=\(message)", branch, by: person)
    return try await head()
  }

  /// The message of a roll of iree, after which main pins `pins`.
  func bump(_ pins: [(String, Int)]) throws -> BumpMessage {
    guard let schedule = ScheduleName("nightly"), let target = TargetName("linux-x86_64"),
      let line = BumpMessage.Line(component: try name("iree"), from: "a", to: "b")
    else { throw NotAName(text: "nightly") }
    return BumpMessage(
      schedule: schedule, slot: Timestamp(seconds: 1_790_000_000), lines: [line],
      pinSet: try VersionInfo.read(Array(versionInfo(pins).utf8)).pins.digest,
      validated: [
        BumpMessage.Validated(target: target, evidence: SHA256Digest(of: "evidence"))
      ])
  }

  var history: ReleaseHistory { ReleaseHistory(Repository(at: folder.url.path)) }

  var mirror: Mirror { Mirror(repository: Repository(at: folder.url.path)) }
}
