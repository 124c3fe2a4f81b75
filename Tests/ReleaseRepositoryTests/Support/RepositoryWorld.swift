import Digest
import Foundation
import Git
import HTTP
import LocalForge
import ReleaseModel
import RollPlanning
import Rolling

@testable import ReleaseRepository

/// Our own repository on a server, with one commit of a person, and folders for mirrors of it.
struct RepositoryWorld: Sendable {
  static let now = Timestamp("2026-11-22T03:30:00Z")!

  let folder: String
  let url: HTTPURL
  /// What the server serves; a test may change it behind everybody's back.
  let server: Git.Repository
  let main: BranchName
  let base: Revision

  /// Runs `body` while a repository is served whose default branch is `main`.
  static func run(
    main: String = "main", _ body: (RepositoryWorld) async throws -> Void
  ) async throws {
    let folder = NSTemporaryDirectory() + "release-repository-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let environment = [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder, "GIT_CONFIG_NOSYSTEM": "1",
    ]
    let source = try Git.Repository.create(
      bareAt: folder + "/source", head: try ReferenceName(branch: "main"))
    let base = try commit(
      [VersionInfo.path: "{}\n", "README.md": "one\n"], on: [], by: .person, in: source)
    _ = try source.open().update([.create(.main, at: ObjectID(base))])
    let place = URL(fileURLWithPath: folder + "/forge.git")
    let forge = try await LocalForge.create(
      at: place, from: URL(fileURLWithPath: source.path), owner: "o", name: "r",
      environment: environment)
    let server = Git.Repository(at: place.path)
    if main != "main" { try rename("main", to: main, in: server) }
    let local = LocalForgeServer(
      forge,
      configuration: LocalForgeServer.Configuration(
        environment: environment, clock: { Date(timeIntervalSince1970: Double(now.seconds)) }))
    let root = try await local.start().absoluteString
    let world = RepositoryWorld(
      folder: folder, url: try HTTPURL("\(try HTTPURL(root).origin)/o/r.git"), server: server,
      main: BranchName(main)!, base: base)
    do { try await body(world) } catch {
      await local.stop()
      throw error
    }
    await local.stop()
  }

  private static func rename(_ old: String, to new: String, in server: Git.Repository) throws {
    let git = try server.open()
    let (from, to) = (try ReferenceName(branch: old), try ReferenceName(branch: new))
    let tip = try git.reference(from)!.id
    _ = try git.update([.create(to, at: tip)])
    try git.setHead(to: to)
    _ = try git.update([.delete(from, at: tip)])
  }

  /// A client with a mirror of its own, or with the one at `mirror`.
  func repository(mirror: String? = nil) -> ReleaseRepository {
    ReleaseRepository(
      at: url, token: nil, http: HTTPClient(pool: .shared),
      mirror: mirror ?? folder + "/" + UUID().uuidString)
  }
}

extension RepositoryWorld {
  /// A commit of `signature` on `parents`, whose tree is the first parent's with `files` in it, on the
  /// server and on no branch.
  func commit(
    _ files: [String: String], on parents: [Revision], by signature: Signature = .person,
    _ message: String = "Work\n"
  ) throws -> Revision {
    try Self.commit(files, on: parents, by: signature, message, in: server)
  }

  private static func commit(
    _ files: [String: String], on parents: [Revision], by signature: Signature,
    _ message: String = "Work\n", in repository: Git.Repository
  ) throws -> Revision {
    let git = try repository.open()
    var changes: [TreeChange] = []
    for (path, text) in files.sorted(by: { $0.key < $1.key }) {
      changes.append(.put(try TreePath(path), try git.write(blob: Array(text.utf8))))
    }
    let tree = try parents.first.map { try git.commit(ObjectID($0)).tree }
    let id = try git.write(
      Git.CommitDraft(
        tree: try git.tree(updating: tree, with: changes), parents: parents.map { ObjectID($0) },
        signature: signature, message: message))
    return id.revision
  }

  /// Lets a ref of the server stand at `revision`, wherever it stood, or deletes it.
  func set(_ ref: String, to revision: Revision?) throws {
    let git = try server.open()
    let name = try ReferenceName(ref)
    let old = try git.reference(name)?.id
    guard let revision else {
      if let old { _ = try git.update([.delete(name, at: old)]) }
      return
    }
    _ = try git.update([.set(name, to: ObjectID(revision), expecting: old)])
  }

  /// Where a ref of the server stands.
  func commit(at ref: String) throws -> Revision? {
    try server.open().reference(try ReferenceName(ref))?.peeled.revision
  }

  /// What roller would write on `parent`.
  func draft(_ text: String, on parent: Revision) -> RollPlanning.CommitDraft {
    RollPlanning.CommitDraft(
      parent: parent, files: [VersionInfo.path: Array(text.utf8)], message: "Roll \(text)\n",
      date: Self.now)
  }
}

extension Signature {
  static let person = Signature(name: "Ada", email: "ada@example.org", seconds: 1_790_000_000)
}

enum Samples {
  static let branch = SlotBranch("roll/nightly")!

  /// A verdict about a pin set of its own.
  static func evidence(_ name: String, _ verdict: Verdict = .green) -> Evidence {
    Evidence(
      subject: Evidence.Subject(
        pinSet: SHA256Digest(of: name), target: TargetName("linux-x86_64")!,
        recipe: SHA256Digest(of: "recipe")),
      pins: [ComponentName("iree")!: identity(name)], verdict: verdict, image: "none",
      version: ReleaseVersion("0.1.0.dev20261122001")!, when: RepositoryWorld.now, milliseconds: 1,
      checks: [], artifacts: [], log: "log\n")
  }

  private static func identity(_ name: String) -> PinIdentity {
    PinIdentity("git:\(SHA256Digest(of: name).hexadecimal)")!
  }
}
