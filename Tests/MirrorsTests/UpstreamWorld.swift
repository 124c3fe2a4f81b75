import Foundation
import Git
import HTTP
import Mirrors
import ReleaseModel
import TestKit
import Testing

/// A temporary folder with real upstream repositories, the real git, and its http-backend on loopback;
/// blind to the machine's configuration.
final class UpstreamWorld: Sendable {
  let folder: URL
  let server: GitServer

  /// `answering` sees each request first; what it returns is answered instead of git's own answer.
  init(isOldProtocol: Bool = false, answering: GitServer.Interception? = nil) async throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "upstreams-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appending(path: "served"), withIntermediateDirectories: true)
    server = try await GitServer(
      folder.appending(path: "served"), environment: Self.environment(folder),
      isOldProtocol: isOldProtocol, interception: answering)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  var cache: URL { folder.appending(path: "cache") }

  /// Mirrors of what is served here, under URLs that everybody knows.
  func mirrors(cache: URL? = nil) -> Mirrors {
    Mirrors(
      cache: cache ?? self.cache, http: HTTPClient(pool: .shared),
      rewrites: MirrorRewrites([("https://upstream.example/", server.root)]))
  }

  func component(_ name: String, records: [RecordedPins] = []) throws -> Component {
    Component(
      name: try #require(ComponentName(name)),
      origin: .git(url: "https://upstream.example/\(name)", branch: "main"), records: records)
  }

  /// A bare repository that gives any object by name, as GitHub's do.
  func repository(_ name: String, filters: Bool = true) async throws {
    try await git("init", "--quiet", "--bare", "--initial-branch=main", "served/\(name)")
    try await git("-C", "served/\(name)", "config", "uploadpack.allowFilter", "\(filters)")
  }

  /// Puts `commits` on `branch` of `name`, and says what they are called.
  ///
  /// With `replacing`, they go on top of that commit, and the branch is forced.
  @discardableResult
  func grow(
    _ name: String, _ commits: [UpstreamCommit], branch: String = "main",
    replacing base: Revision? = nil
  ) async throws -> [Revision] {
    let tip = try? await git("-C", "served/\(name)", "rev-parse", "refs/heads/\(branch)")
    var stream = ""
    for (index, commit) in commits.enumerated() {
      let parent = base.map { "\($0)" } ?? tip
      stream += commit.instructions(branch, from: index == 0 ? parent : nil)
    }
    try await git(
      "-C", "served/\(name)", "fast-import", "--quiet", "--force", input: Array(stream.utf8))
    let range = "--max-count=\(commits.count)"
    let list = try await git(
      "-C", "served/\(name)", "rev-list", "--first-parent", "--reverse", range,
      "refs/heads/\(branch)")
    return list.split(separator: "\n").compactMap { Revision(String($0)) }
  }

  /// What git prints, without the final newline; a failure is an error with git's words.
  @discardableResult
  func git(_ arguments: String..., input: [UInt8] = []) async throws -> String {
    try await IsolatedGit(home: folder.path).run(arguments, in: folder.path, input: input)
  }

  static func environment(_ folder: URL) -> [String: String] {
    IsolatedGit(home: folder.path).environment
  }
}
