import Digest
import Errors
import Foundation
import Git
import HTTP
import LocalForge
import ReleaseModel
import RollPlanning
import Rolling
import TestKit

@testable import GitHub
@testable import ReleaseRepository

/// The local forge, serving a repository with one commit, real git included.
struct LiveForge: Sendable {
  let world: ForgeWorld
  let url: HTTPURL
  let repository: Git.Repository
  let base: Revision

  /// What `version_info.json` of the first commit says.
  static let file = Array(
    """
    {
      "package-version": "0.1.0",
      "package-suffix": "",
      "pins": {
        "iree": { "revision": "\(String(repeating: "1", count: 40))" }
      }
    }

    """.utf8)

  /// Runs `body` while it serves.
  static func run(_ body: (LiveForge) async throws -> Void) async throws {
    let world = try ForgeWorld()
    let base = try firstCommit(at: world.folder + "/source")
    let environment = [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": world.folder, "GIT_CONFIG_NOSYSTEM": "1",
    ]
    let repository = URL(fileURLWithPath: world.folder + "/forge.git")
    let local = try await LocalForge.create(
      at: repository, from: URL(fileURLWithPath: world.folder + "/source"), owner: "o", name: "r",
      environment: environment)
    let server = LocalForgeServer(
      local,
      configuration: LocalForgeServer.Configuration(
        token: ForgeWorld.token, environment: environment,
        clock: { Date(timeIntervalSince1970: Double(ForgeWorld.now.seconds)) }))
    let url = try HTTPURL(try await server.start().absoluteString)
    let live = LiveForge(
      world: world, url: url, repository: Git.Repository(at: repository.path), base: base)
    do { try await body(live) } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  /// A client with a mirror of its own.
  func forge() throws -> GitHubForge { try world.forge(at: url) }

  /// Where a ref of the forge stands.
  func id(of name: String) throws -> ObjectID? {
    try repository.open().reference(try ReferenceName(name))?.id
  }

  func commit(at name: String) throws -> Revision? {
    try repository.open().reference(try ReferenceName(name))?.peeled.revision
  }

  /// A commit on `parent`, or on the first one, that nobody has yet.
  func draft(_ text: String, on parent: Revision? = nil) -> RollPlanning.CommitDraft {
    RollPlanning.CommitDraft(
      parent: parent ?? base, files: ["version_info.json": Array(text.utf8)],
      message: "Roll \(text)\n", date: ForgeWorld.now)
  }

  private static func firstCommit(at path: String) throws -> Revision {
    let git = try Git.Repository.create(bareAt: path).open()
    let blob = try git.write(blob: file)
    let tree = try git.tree(
      updating: nil, with: [.put(try TreePath("version_info.json"), blob)])
    let id = try git.write(
      Git.CommitDraft(
        tree: tree, parents: [],
        signature: Signature(name: "Ada", email: "ada@example.org", seconds: 1_700_000_000),
        message: "First\n"))
    _ = try git.update([.create(.main, at: id)])
    return id.revision
  }
}

/// A roll and its release, ready to be driven as a night drives them.
struct LiveRoll: Sendable {
  let roll: RollProposal
  let release: ReleaseProposal
  let draft: RollPlanning.CommitDraft

  init(
    _ live: LiveForge, by forge: GitHubForge, _ text: String = "one",
    method: Landing.Method = .fastForward
  ) async throws {
    let message: BumpMessage
    (draft, message) = try Self.bump(to: text, on: live.base)
    let commit = try await forge.releaseRepository.write(draft)
    let tag = ReleaseTag("v0.1.0.dev20261122001")!
    roll = RollProposal(
      branch: Samples.branch, base: live.base, commit: commit, message: message,
      version: tag.version,
      landing: Landing(pullRequest: true, merge: .whenGreen, method: method),
      pullRequest: PullRequestDraft(
        branch: Samples.branch, base: Samples.main, head: commit, title: "Roll \(text)",
        body: PullRequestBody.whole("| a | b |")),
      statuses: ["linux-x86_64", "linux-aarch64"].map { target in
        StatusFacts(
          revision: commit, context: "roller/\(target)", state: .success, description: "fine")
      }, required: [])
    release = ReleaseProposal(
      tag: TagDraft(tag: tag, commit: commit, message: "openxla-compiler\n", date: ForgeWorld.now),
      release: ReleaseDraft(tag: tag, commit: commit, title: "openxla-compiler", body: "notes\n"),
      assets: [
        AssetDraft(name: "SHA256SUMS", text: "sums\n"),
        AssetDraft(name: "manifest.json", text: "{}\n"),
      ])
  }

  /// The commit by which roller moves iree to what `text` names.
  private static func bump(
    to text: String, on base: Revision
  ) throws -> (RollPlanning.CommitDraft, BumpMessage) {
    let iree = ComponentName("iree")!
    let info = try VersionInfo.read(LiveForge.file)
    let revision = Revision(String(SHA256Digest(of: text).hexadecimal.prefix(40)))!
    let bump = Bump(
      component: iree, from: info.pins[iree]!, to: .git(GitPin(revision: revision)))
    let next = try info.moving([bump])
    let message = BumpMessage(
      schedule: Samples.schedule, slot: ForgeWorld.now, bumps: [bump], pinSet: next.pins.digest,
      evidence: [])
    let draft = RollPlanning.CommitDraft(
      parent: base, files: [VersionInfo.path: next.bytes], message: "\(message)",
      date: ForgeWorld.now)
    return (draft, message)
  }

  /// Takes step after step as a night does, and starts anew where a night would end and be started
  /// again; the steps that were tried.
  ///
  /// `before` is called with each step, and the step is done `times` times.
  @discardableResult
  func drive(
    _ forge: GitHubForge, times: Int = 1, before: (LandingStep) async throws -> Void = { _ in }
  ) async throws -> [LandingStep] {
    var steps: [LandingStep] = []
    for decide in [roll.nextStep(given:), release.nextStep(given:)] {
      while true {
        guard steps.count < 100 else { throw Endless(steps: steps) }
        let facts = try await forge.host.facts(for: Samples.branch, on: nil)
        guard case .take(let step) = decide(facts) else {
          guard decide(facts) == .done else { throw Stopped(at: decide(facts)) }
          break
        }
        try await before(step)
        for _ in 0..<times {
          let error = await failure { () async throws(Failure) in
            try await forge.host.perform(step)
          }
          steps.append(step)
          guard let error else { continue }
          guard error.kind == .moved || error.mayPass else { throw error }
        }
      }
    }
    return steps
  }

  struct Endless: Error { let steps: [LandingStep] }
  struct Stopped: Error { let at: NextStep }
}
