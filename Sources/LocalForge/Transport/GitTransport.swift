import FlyingFox
import Foundation
import Subprocess

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
    let channel = ByteChannel()
    let (heads, head) = AsyncStream.makeStream(of: CGIHead.self)
    let environment = environment(request, http)
    let running = Task {
      await run(environment, body: body, to: channel, head: head)
    }
    guard let head = await heads.first(where: { _ in true }) else {
      await running.value
      return HTTPResponse(statusCode: .internalServerError)
    }
    var headers = HTTPHeaders()
    for (name, value) in head.headers { headers.addValue(value, for: HTTPHeader(name)) }
    return HTTPResponse(
      statusCode: HTTPStatusCode(head.status, phrase: phrase(head.status)), headers: headers,
      body: HTTPBodySequence(from: ChannelBody(channel: channel), suggestedBufferSize: 1 << 16))
  }

  private func run(
    _ environment: Environment, body: RequestBody, to channel: ByteChannel,
    head: AsyncStream<CGIHead>.Continuation
  ) async {
    defer {
      head.finish()
      channel.finish()
    }
    // A failure shows as a reply without a head, or one that is cut off; git reports both.
    _ = try? await Subprocess.run(
      .name("git"), arguments: ["http-backend"], environment: environment, input: .inputWriter,
      output: .sequence, error: .discarded
    ) { execution in
      async let sent: Void = send(body, to: execution.standardInputWriter)
      try await relay(execution.standardOutput, to: channel, head: head)
      await sent
    }
  }

  /// Gives the program the request's body; what it does not want is still read off the connection.
  private func send(_ body: RequestBody, to writer: StandardInputWriter) async {
    var isOpen = true
    do {
      while let piece = try await body.next() {
        if isOpen { isOpen = (try? await writer.write(Array(piece))) != nil }
      }
    } catch {
      // The client has gone; the end of input tells the program.
    }
    try? await writer.finish()
  }

  private func relay(
    _ output: SubprocessOutputSequence, to channel: ByteChannel,
    head: AsyncStream<CGIHead>.Continuation
  ) async throws {
    var start: [UInt8]? = []
    for try await buffer in output {
      let bytes = buffer.withUnsafeBytes { Array($0) }
      guard let known = start else {
        guard await channel.send(Data(bytes)) else { return }
        continue
      }
      start = known + bytes
      guard let (found, bodyStart) = CGIHead.read(known + bytes) else { continue }
      start = nil
      head.yield(found)
      head.finish()
      let rest = (known + bytes)[bodyStart...]
      if !rest.isEmpty, await !channel.send(Data(rest)) { return }
    }
  }

  private func environment(_ request: GitRequest, _ http: HTTPRequest) -> Environment {
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
    return git.subprocessEnvironment(adding: own)
  }
}
