import Foundation
import Synchronization

/// A listening socket that is closed once, by whoever accepts: a number that the machine gives anew
/// belongs to another server.
final class Listener: Sendable {
  let port: UInt16
  /// Nil once it is closed.
  private let socket: Mutex<Int32?>

  /// On a free TCP port of loopback.
  init() throws {
    let (listener, port) = try listenOnLoopback()
    self.port = port
    socket = Mutex(listener)
  }

  /// Gives each connection to `serve`, until that says false or somebody stops this.
  func acceptAll(_ serve: (Int32) -> Bool) {
    guard let listener = socket.withLock(\.self) else { return }
    while case let connection = accept(listener, nil, nil), connection >= 0 {
      guard serve(connection) else {
        close(connection)
        break
      }
    }
    socket.withLock { held in
      close(listener)
      held = nil
    }
  }

  func stop() {
    socket.withLock { held in
      if let held { shutdown(held, Int32(SHUT_RDWR)) }
    }
  }
}

private struct NoListener: Error {}

private func listenOnLoopback() throws -> (listener: Int32, port: UInt16) {
  let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  var length = socklen_t(MemoryLayout<sockaddr_in>.size)
  let isBound = withUnsafeMutablePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      bind(listener, $0, length) == 0 && listen(listener, 64) == 0
        && getsockname(listener, $0, &length) == 0
    }
  }
  guard isBound else { throw NoListener() }
  return (listener, UInt16(bigEndian: address.sin_port))
}
