import Errors
import FlyingFox
import FlyingSocks
import Foundation

/// Serves the repositories below a folder for reading, by git's smart HTTP, on loopback only.
///
/// How upstreams that lie on this machine are fetched: by the same protocol, client and checks as those
/// of a host. Nothing is ever written to them.
package actor GitFolderServer {
  private let folder: URL
  private let environment: [String: String]
  private var running: RunningServer?

  /// `environment` is what git sees; give at least PATH.
  package init(_ folder: URL, environment: [String: String]) {
    self.folder = folder.standardizedFileURL
    self.environment = environment
  }

  /// Starts serving at a free port and says where: the URL that repositories' paths are put behind.
  package func start() async throws(Failure) -> String {
    let operation = "serve \(folder.path)"
    guard running == nil else {
      throw Failure(.unavailable, doing: operation, found: "it is already being served")
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder),
      isFolder.boolValue
    else { throw Failure(.unavailable, doing: operation, found: "the folder does not exist") }
    do {
      let running = try await RunningServer(
        at: sockaddr_in.inet(ip4: "127.0.0.1", port: 0),
        handler: GitFolderHandler(folder: folder, environment: environment))
      self.running = running
      return try await running.address() + "/"
    } catch {
      throw Failure(.unavailable, doing: operation, found: "\(error)")
    }
  }

  /// Stops serving; open requests are dropped.
  package func stop() async {
    await running?.stop(grace: 0)
    running = nil
  }
}

/// Answers fetches of the repositories below a folder, and nothing else.
private struct GitFolderHandler: HTTPHandler {
  let folder: URL
  let environment: [String: String]

  func handleRequest(_ http: HTTPRequest) async throws -> HTTPResponse {
    let body = RequestBody(http)
    let response = await answer(http, body)
    // A body that nobody read would be taken for the next request on this connection.
    try? await body.drain()
    return response
  }

  private func answer(_ http: HTTPRequest, _ body: RequestBody) async -> HTTPResponse {
    let visitor = Gate.Visitor(
      host: http.headers[.host], origin: http.headers[HTTPHeader("Origin")], authorization: nil)
    do throws(Refusal) {
      try Gate(token: nil, isUnixSocket: false).check(visitor)
    } catch {
      return HTTPResponse(statusCode: .forbidden)
    }
    let target = http.target
    guard
      let address = Address(
        path: target.path(percentEncoded: true), query: target.query(percentEncoded: true)),
      let request = GitRequest(
        method: http.method.rawValue, segments: address.segments, query: address.query),
      request.service == .uploadPack, let repository = repository(at: request.repository)
    else { return HTTPResponse(statusCode: .notFound) }
    let git = GitTool(repository: repository, environment: environment, settings: Self.settings)
    return await GitTransport(git: git, user: "reader").answer(request, http, body: body)
  }

  /// The folder that holds `objects`: git's own suffixes are tried, as for any path that is cloned.
  private func repository(at path: [String]) -> String? {
    guard path.allSatisfy({ $0 != ".." && $0 != "." && !$0.contains("/") && !$0.contains("\0") })
    else { return nil }
    let whole = ([folder.path] + path).joined(separator: "/")
    return ["", ".git", "/.git"].map { whole + $0 }.first { candidate in
      FileManager.default.fileExists(atPath: candidate + "/objects")
        && FileManager.default.fileExists(atPath: candidate + "/HEAD")
    }
  }

  /// As hosts have it: history alone may be fetched, and any object by its name
  /// (<https://git-scm.com/docs/git-config#Documentation/git-config.txt-uploadpackallowFilter>).
  private static let settings = [
    ("uploadpack.allowFilter", "true"), ("uploadpack.allowAnySHA1InWant", "true"),
    ("http.receivepack", "false"),
  ]
}
