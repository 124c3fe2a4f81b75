import BlockingPool
import Foundation
import GitHub
import HTTP
import JSON
import LocalForge
import ReleaseModel
import Rolling
import RollingFakes
import TestKit

/// A local forge on a checkout, served on loopback, and the machine's client of it.
struct ServedForge: Sendable {
  let local: LocalForge
  let time: NightTime
  let git: IsolatedGit
  private let server: LocalForgeServer
  /// Where it answers.
  let origin: String

  /// Founds the forge in `place` from `checkout`, unless it is there, and serves it.
  static func serve(
    at place: URL, from checkout: URL, time: NightTime, git: IsolatedGit
  ) async throws -> ServedForge {
    let environment = [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": git.home, "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_CONFIG_GLOBAL": "/dev/null",
    ]
    let local = try await LocalForge.create(
      at: place, from: checkout, owner: "o", name: "r", environment: environment,
      clock: { time.date })
    let server = LocalForgeServer(
      local,
      configuration: LocalForgeServer.Configuration(
        environment: environment, clock: { time.date }))
    let origin = try HTTPURL(try await server.start().absoluteString).origin
    return ServedForge(local: local, time: time, git: git, server: server, origin: "\(origin)")
  }

  func stop() async { await server.stop(grace: 0) }

  /// What `git clone` takes.
  var cloneURL: String { "\(origin)/o/r.git" }

  /// The roller's own copy, where `roller` keeps it.
  var mirror: URL { local.repository.appending(path: "roller-mirror") }

  func client() throws -> GitHubForge {
    GitHubForge(
      address: try ForgeAddress(page: "\(origin)/o/r"), token: nil, http: http,
      mirror: mirror.path, clock: time.clock)
  }

  private var http: HTTPClient {
    let time = time
    return HTTPClient(
      pool: .shared,
      ports: HTTPPorts(
        sleep: { try time.sleep($0) }, random: { 0.5 }, now: { time.date }))
  }

  /// A request of a person or a program about the repository; its reply.
  @discardableResult
  func call(
    _ method: HTTPMethod, _ path: String, _ body: JSONValue? = nil
  ) async throws -> JSONValue {
    var request = HTTPRequest(
      method, try HTTPURL("\(origin)/repos/o/r\(path)"),
      body: body.map { .bytes(Array($0.text().utf8)) } ?? .none)
    request.allowsCleartext = true
    let reply = try await http.send(request)
    guard (200..<300).contains(reply.status) else {
      throw NotTaken(
        status: reply.status, said: String(decoding: reply.body, as: UTF8.self), path: path)
    }
    return reply.body.isEmpty ? .null : try JSONValue(parsing: reply.body)
  }

  struct NotTaken: Error {
    let status: Int
    let said: String
    let path: String
  }

  /// What git prints in the forge's folder.
  @discardableResult
  func run(_ arguments: String...) async throws -> String {
    try await git.run(arguments, in: local.repository.path)
  }

  func demand(_ check: String) async throws {
    try await run("config", "--add", "roller.required-check", check)
  }

  /// The commit of a branch or tag.
  func commit(_ name: String) async throws -> String {
    try await run("rev-parse", "\(name)^{commit}")
  }

  /// The names and objects of all branches and tags.
  func refs() async throws -> String {
    try await run("for-each-ref", "refs/heads", "refs/tags")
  }
}
