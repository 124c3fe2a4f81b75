import BlockingPool
import Git
import HTTP
import TestKit

/// A repository `upstream` with a random history behind a server, and an empty one `ours`.
struct Hosted {
  let world: SmallWorld
  let upstream: Repository
  let ours: Repository
  let server: GitServer
  let remote: Remote

  init(
    _ stream: String = RandomHistory(seed: 11, size: 30).stream, isOldProtocol: Bool = false,
    limits: TransferLimits = TransferLimits(), interception: GitServer.Interception? = nil
  ) async throws {
    world = try SmallWorld()
    upstream = try await world.repository("upstream", importing: stream)
    ours = try await world.repository("ours")
    try await world.git("-C", "upstream", "config", "uploadpack.allowFilter", "true")
    server = try await GitServer(world, isOldProtocol: isOldProtocol, interception: interception)
    remote = Remote(
      try server.url("upstream"), http: HTTPClient(pool: .shared), limits: limits)
  }

  func id(_ revision: String) async throws -> ObjectID {
    try await world.id("-C", "upstream", "rev-parse", revision)
  }

  /// A new commit in `ours` on top of `parent`, and its id.
  func commit(on parent: ObjectID, _ text: String = "x") throws -> ObjectID {
    let git = try ours.open()
    let blob = try git.write(blob: Array(text.utf8))
    let tree = try git.tree(
      updating: try git.commit(parent).tree, with: [.put(try TreePath("pins/\(text)"), blob)])
    return try git.write(
      CommitDraft(
        tree: tree, parents: [parent],
        signature: Signature(name: "Roller", email: "r@example.org", seconds: 1_773_360_000),
        message: "Roll \(text)\n"))
  }
}
