import FlyingFox
import FlyingSocks
import Foundation

/// A pool of sockets whose small writes leave at once.
///
/// The library writes the head and the body of a reply apart. The kernel holds a second small piece back
/// until the first is acknowledged, and a client acknowledges 40 ms later: every reply on a connection that
/// is kept cost that much (TCP_NODELAY, <https://man7.org/linux/man-pages/man7/tcp.7.html>). A socket that
/// is accepted has the option of the one that listens.
struct PromptSocketPool: AsyncSocketPool {
  private let inner: any AsyncSocketPool

  init(_ inner: some AsyncSocketPool = HTTPServer.defaultPool()) {
    self.inner = inner
  }

  func prepare() async throws { try await inner.prepare() }

  func run() async throws { try await inner.run() }

  func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
    // A Unix socket has no such option, and needs none.
    try? socket.setValue(
      true, for: BoolSocketOption(level: Int32(IPPROTO_TCP), name: Int32(TCP_NODELAY)))
    try await inner.suspendSocket(socket, untilReadyFor: events)
  }
}
