import Errors
import FlyingFox
import Foundation
import Processes
import Synchronization

/// Serves clones and pushes by `git http-backend`, so that git's own rules and the repository's hooks
/// apply.
///
/// <https://git-scm.com/docs/git-http-backend>
struct GitTransport: Sendable {
  let git: GitTool
  let user: String

  /// Answers `request`, streaming both ways.
  func answer(
    _ request: GitRequest, _ http: HTTPRequest, body: RequestBody
  ) async -> HTTPResponse {
    let content = PipedBody()
    let (heads, head) = AsyncStream.makeStream(of: CGIHead.self)
    let environment = environment(request, http)
    let running = Task {
      await run(environment, body: body, to: content, head: head)
    }
    guard let head = await heads.first(where: { _ in true }) else {
      await running.value
      return HTTPResponse(statusCode: .internalServerError)
    }
    var headers = HTTPHeaders()
    for (name, value) in head.headers { headers.addValue(value, for: HTTPHeader(name)) }
    return HTTPResponse(
      statusCode: HTTPStatusCode(head.status, phrase: ""), headers: headers,
      body: HTTPBodySequence(from: content, suggestedBufferSize: 1 << 16))
  }

  private func run(
    _ environment: [String: String], body: RequestBody, to content: PipedBody,
    head: AsyncStream<CGIHead>.Continuation
  ) async {
    defer {
      head.finish()
      content.finish()
    }
    let relay = Relay(content: content, head: head)
    // A failure shows as a reply without a head, or one that is cut off; git reports both.
    guard var command = try? git.command(["http-backend"], adding: environment) else { return }
    // git removes its lock files when it is told politely.
    command.grace = .seconds(5)
    // A client that has gone ends the program's input.
    let input: ProcessInput = { ((try? await body.next()) ?? nil).map { Array($0) } }
    _ = try? await git.runner.run(command, input: input) {
      stream, bytes throws(Failure) in
      if stream == .output { try await relay.take(bytes) }
    }
  }

  private func environment(_ request: GitRequest, _ http: HTTPRequest) -> [String: String] {
    let folder = URL(fileURLWithPath: git.repository)
    var own = [
      "GIT_PROJECT_ROOT": folder.deletingLastPathComponent().path,
      "GIT_HTTP_EXPORT_ALL": "1", "PATH_INFO": "/\(folder.lastPathComponent)\(request.path)",
      "REQUEST_METHOD": http.method.rawValue,
      "QUERY_STRING": http.target.query(percentEncoded: true), "REMOTE_USER": user,
      "REMOTE_ADDR": "127.0.0.1", "SERVER_PROTOCOL": "HTTP/1.1",
    ]
    own["CONTENT_TYPE"] = http.headers[.contentType]
    own["CONTENT_LENGTH"] = http.headers[.contentLength]
    own["HTTP_CONTENT_ENCODING"] = http.headers[.contentEncoding]
    own["GIT_PROTOCOL"] = http.headers[HTTPHeader("Git-Protocol")]
    return own
  }
}

/// Takes the head off what a CGI program prints, and hands on the rest.
private final class Relay: Sendable {
  private let content: PipedBody
  private let head: AsyncStream<CGIHead>.Continuation
  /// What was read of the head so far; nil once it is whole.
  private let start = Mutex<[UInt8]?>([])

  init(content: PipedBody, head: AsyncStream<CGIHead>.Continuation) {
    self.content = content
    self.head = head
  }

  /// Hands `bytes` on; fails when the client has gone, which ends the program.
  func take(_ bytes: [UInt8]) async throws(Failure) {
    let body = start.withLock { start -> ArraySlice<UInt8> in
      guard let known = start else { return bytes[...] }
      guard let (found, bodyStart) = CGIHead.read(known + bytes) else {
        start = known + bytes
        return []
      }
      start = nil
      head.yield(found)
      head.finish()
      return (known + bytes)[bodyStart...]
    }
    if !body.isEmpty, await !content.send(Data(body)) {
      throw .cancelled(doing: "answering a client")
    }
  }
}
