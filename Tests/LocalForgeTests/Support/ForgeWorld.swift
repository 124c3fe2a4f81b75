import BlockingPool
import Foundation
import HTTP
import JSON
import TestKit
import Testing

@testable import LocalForge

/// A forge that really serves, with a checkout beside it, in a folder of its own.
final class ForgeWorld: Sendable {
  let folder: TemporaryFolder
  let shell: Shell
  let forge: LocalForge
  let server: LocalForgeServer
  let address: URL
  let token: String?

  /// Threads for as many clients as a test wants to have at once.
  static let clients = BlockingPool(limit: 64)

  /// 2026-03-13T19:30:00Z, and it stays so.
  static let now = Date(timeIntervalSince1970: 1_773_430_200)

  static let environment = [
    "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
  ]

  private init(
    _ folder: TemporaryFolder, _ forge: LocalForge, _ server: LocalForgeServer, at address: URL,
    token: String?
  ) {
    self.folder = folder
    self.forge = forge
    self.server = server
    self.address = address
    self.token = token
    shell = Shell(home: folder.url.path)
  }

  /// Runs `body` in a world where `work` is a clone and the forge holds its first commit.
  static func run(
    token: String? = nil, _ body: (ForgeWorld) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    let shell = Shell(home: folder.url.path)
    try await shell.git("init", "--quiet", "-b", "main", "work", in: folder.url.path)
    let work = folder.path("work")
    try Data("one\ntwo\nthree\n".utf8).write(to: URL(fileURLWithPath: work + "/file.txt"))
    try await shell.git("add", ".", in: work)
    try await shell.git("commit", "--quiet", "-m", "First", in: work)
    let forge = try await LocalForge.create(
      at: folder.url.appending(path: "forge.git"), from: URL(fileURLWithPath: work),
      owner: "openxla", name: "compiler-release", environment: environment)
    try await serve(forge, in: folder, token: token, body)
  }

  /// Runs `body` against a new server on `forge`.
  static func serve(
    _ forge: LocalForge, in folder: TemporaryFolder, token: String? = nil,
    _ body: (ForgeWorld) async throws -> Void
  ) async throws {
    let server = LocalForgeServer(forge, configuration: configuration(token: token))
    let address = try await server.start()
    let world = ForgeWorld(folder, forge, server, at: address, token: token)
    do { try await body(world) } catch {
      await server.stop()
      throw error
    }
    await server.stop()
  }

  static func configuration(token: String? = nil) -> LocalForgeServer.Configuration {
    LocalForgeServer.Configuration(
      token: token, environment: environment, clock: { now })
  }

  var work: String { folder.path("work") }
  var clone: String { "\(address)/openxla/compiler-release.git" }

  /// Sends a request about the repository; `path` follows `/repos/{owner}/{repo}`.
  func call(
    _ method: HTTPMethod = .get, _ path: String = "", _ body: JSONValue? = nil,
    headers: [(String, String)] = []
  ) async throws -> HTTPResponse {
    let text = body.map { Array($0.text().utf8) }
    return try await send(
      method, "/repos/openxla/compiler-release\(path)", body: text.map { .bytes($0) } ?? .none,
      headers: headers)
  }

  /// Sends a request to the server; `path` may be a whole address as replies give them.
  func send(
    _ method: HTTPMethod = .get, _ path: String, body: HTTPBody = .none,
    headers: [(String, String)] = []
  ) async throws -> HTTPResponse {
    let whole = path.hasPrefix("http") ? path : "\(address)\(path)"
    var request = HTTPRequest(method, try HTTPURL(whole), body: body)
    request.allowsCleartext = true
    request.retry = .never
    request.limits = .patient
    request.redirects = .sameOrigin
    for (name, value) in headers where name != "Authorization" {
      request.headers[name] = value
    }
    // The client room takes credentials only here.
    let given = headers.first { $0.0 == "Authorization" }?.1 ?? token
    if let given { request.authorization = .bearer(Secret(given)) }
    return try await HTTPClient(pool: Self.clients).send(request)
  }

  /// Commits `text` to `file.txt` on a new branch and pushes it; the commit's id.
  @discardableResult
  func push(branch: String, text: String, from start: String = "main") async throws -> String {
    try await shell.git("checkout", "--quiet", "-B", branch, start, in: work)
    try Data(text.utf8).write(to: URL(fileURLWithPath: work + "/file.txt"))
    try await shell.git("commit", "--quiet", "-a", "-m", "Change \(branch)", in: work)
    try await shell.git("push", "--quiet", clone, "+\(branch)", in: work)
    return try await shell.git("rev-parse", branch, in: work)
  }

  /// Pushes `branch` and opens a pull request of it; its reply.
  func open(branch: String = "roll/nightly", text: String = "four\n") async throws -> JSONValue {
    try await push(branch: branch, text: text)
    let reply = try await call(
      .post, "/pulls", ["title": "Roll", "head": .string(branch), "base": "main", "body": "why"])
    try #require(reply.status == 201, "\(reply.text)")
    return try reply.json
  }
}

extension HTTPResponse {
  var json: JSONValue {
    get throws { try JSONValue(parsing: body) }
  }
}

extension JSONValue {
  /// The value at `path`, names and indexes separated by full stops.
  subscript(path path: String) -> JSONValue? {
    path.split(separator: ".").reduce(self as JSONValue?) { value, part in
      Int(part).map { index in
        value?.array.flatMap { $0.indices.contains(index) ? $0[index] : nil }
      } ?? value?[String(part)]
    }
  }
}
