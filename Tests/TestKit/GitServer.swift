import FlyingFox
import FlyingSocks
import Foundation
import HTTP
import Subprocess
import SystemPackage

/// Both FlyingFox and our own HTTP have a request and a response.
package typealias Asked = FlyingFox.HTTPRequest
package typealias Answer = FlyingFox.HTTPResponse

/// The real `git http-backend`, served on loopback from a folder.
///
/// <https://git-scm.com/docs/git-http-backend>
package final class GitServer: Sendable {
  /// Sees each request first; what it returns is answered instead of git's own answer.
  package typealias Interception = @Sendable (Asked) async throws -> Answer?

  private let server: FlyingFox.HTTPServer
  private let running: Task<Void, any Error>
  private let port: UInt16

  package init(
    _ folder: URL, environment: [String: String], isOldProtocol: Bool = false,
    interception: Interception? = nil
  ) async throws {
    let backend = Backend(folder: folder.path, base: environment, isOldProtocol)
    let server = FlyingFox.HTTPServer(
      // A busy machine is slow, not wrong: the default of 15 s answers 500 then.
      address: try .inet(ip4: "127.0.0.1", port: 0), timeout: 600, logger: .disabled,
      handler: ClosureHTTPHandler { request in
        if let answer = try await interception?(request) { return answer }
        return try await backend.answer(request)
      })
    self.server = server
    running = Task { try await server.run() }
    try await server.waitUntilListening(timeout: 240)
    guard case .ip4(_, let port)? = await server.listeningAddress else { throw NotListening() }
    self.port = port
  }

  deinit {
    running.cancel()
  }

  /// What repositories' names are put behind.
  package var root: String { "http://127.0.0.1:\(port)/" }

  package func url(_ repository: String) throws -> HTTPURL {
    try HTTPURL(root + repository)
  }
}

private struct NotListening: Error {}

/// Runs one `git http-backend` for each request, by CGI (RFC 3875).
private struct Backend: Sendable {
  let folder: String
  let base: [String: String]
  let isOldProtocol: Bool

  init(folder: String, base: [String: String], _ isOldProtocol: Bool) {
    self.folder = folder
    self.base = base
    self.isOldProtocol = isOldProtocol
  }

  func answer(_ request: Asked) async throws -> Answer {
    let body = Array(try await request.bodyData)
    let result = try await Subprocess.run(
      .name("git"), arguments: ["http-backend"],
      environment: .custom(environment(for: request, body.count)), input: .array(body),
      output: .bytes(limit: 256 << 20), error: .discarded)
    return response(from: result.standardOutput)
  }

  private func environment(
    for request: Asked, _ size: Int
  ) -> [Environment.Key: String] {
    var values = base
    values["GIT_PROJECT_ROOT"] = folder
    values["GIT_HTTP_EXPORT_ALL"] = "1"
    values["REQUEST_METHOD"] = request.method.rawValue
    values["PATH_INFO"] = request.path
    values["QUERY_STRING"] = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    values["CONTENT_TYPE"] = request.headers[.contentType] ?? ""
    values["CONTENT_LENGTH"] = String(size)
    values["REMOTE_ADDR"] = "127.0.0.1"
    values["REMOTE_USER"] = "tester"
    if !isOldProtocol { values["GIT_PROTOCOL"] = request.headers[HTTPHeader("Git-Protocol")] }
    return keyed(values)
  }

  private func response(from bytes: [UInt8]) -> Answer {
    let data = Data(bytes)
    guard let end = data.range(of: Data("\r\n\r\n".utf8)) else {
      return Answer(statusCode: .internalServerError)
    }
    var status = HTTPStatusCode.ok
    var headers = FlyingFox.HTTPHeaders()
    for line in String(decoding: data[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n") {
      let parts = line.split(separator: ":", maxSplits: 1)
      let value = parts[1].trimmingCharacters(in: .whitespaces)
      if parts[0] == "Status" {
        status = HTTPStatusCode(Int(value.prefix(3)) ?? 500, phrase: String(value.dropFirst(4)))
      } else {
        headers[HTTPHeader(String(parts[0]))] = value
      }
    }
    return Answer(statusCode: status, headers: headers, body: Data(data[end.upperBound...]))
  }
}
