import FlyingFox
import FlyingSocks
import Foundation

/// An HTTP server of this machine that listens.
struct RunningServer: Sendable {
  private let server: HTTPServer
  private let running: Task<Void, any Error>

  /// Starts serving; returns when it listens, or fails with the reason why it cannot.
  init(at address: some SocketAddress, handler: some HTTPHandler) async throws {
    // A client or a git process that goes away must cost one request, not the program.
    signal(SIGPIPE, SIG_IGN)
    // An hour for one request: a file of a release may have a gigabyte.
    let server = HTTPServer(
      config: HTTPServer.Configuration(
        address: address, timeout: 3600, sharedRequestBufferSize: 1 << 16,
        sharedRequestReplaySize: 0, pool: PromptSocketPool(), logger: .disabled),
      handler: handler)
    let running = Task { try await server.run() }
    (self.server, self.running) = (server, running)
    // Neither wait ends by cancellation alone, so they are raced without a group.
    let (outcomes, first) = AsyncStream.makeStream(of: Result<Void, any Error>.self)
    Task { first.yield(await running.result) }
    Task {
      // A busy machine is slow, not wrong: the default is 5 s.
      do { first.yield(.success(try await server.waitUntilListening(timeout: 600))) } catch {
        first.yield(.failure(error))
      }
    }
    try await outcomes.first { _ in true }?.get()
  }

  /// The address under which it is reached; for a Unix socket only the name that replies carry.
  func address() async throws -> String {
    switch await server.listeningAddress {
    case .ip4(let host, let port): "http://\(host):\(port)"
    case .ip6(let host, let port): "http://[\(host)]:\(port)"
    case .unix: "http://localhost"
    case nil: throw SocketError.disconnected
    }
  }

  /// Serves until the task is cancelled.
  func serve() async {
    await withTaskCancellationHandler {
      _ = await running.result
    } onCancel: {
      running.cancel()
    }
  }

  /// Stops serving; connections that are still open, idle ones included, are given `grace` seconds.
  func stop(grace: Double) async {
    await server.stop(timeout: grace)
    _ = await running.result
  }
}
