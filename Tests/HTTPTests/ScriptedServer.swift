import Foundation
import HTTP
import Synchronization

/// An HTTP/1.1 server on loopback that answers as it is told, well or badly.
///
/// FlyingFox would not send the broken answers that most of these tests are about.
final class ScriptedServer: Sendable {
  /// One request as it came over the wire.
  struct Received: Sendable {
    let method: String
    let target: String
    let headers: HTTPHeaders
    let body: [UInt8]
    /// Counted from 1; connections that are kept alive carry more than one request.
    let connection: Int
  }

  enum Reply: Sendable {
    /// These bytes, and the connection stays open for the next request.
    case send(String)
    /// These bytes, and the connection is closed.
    case sendAndClose([UInt8])
    /// These bytes, then nothing more, until the client goes away.
    case sendAndStall(String)
    /// The head, then the piece again and again, until the client goes away.
    case endless(head: String, piece: [UInt8])
    /// The connection is reset without a byte.
    case reset
  }

  private let listener: Int32
  private let received = Mutex<[Received]>([])
  private let connections = Mutex(0)
  private let reply: @Sendable (Received) -> Reply
  let url: HTTPURL

  /// A server on a free TCP port, or on a Unix socket at `socketPath`.
  init(
    socketPath: String? = nil, reply: @escaping @Sendable (Received) -> Reply
  ) throws {
    self.reply = reply
    if let socketPath {
      listener = try listen(onSocket: socketPath)
      url = try HTTPURL("http://forge.example/")
    } else {
      let (listener, port) = try listenOnLoopback()
      self.listener = listener
      url = try HTTPURL("http://127.0.0.1:\(port)/")
    }
  }

  /// A server that gives `replies` in turn, the last one for ever.
  convenience init(_ replies: Reply...) throws {
    let next = Mutex(0)
    try self.init { _ in
      let place = next.withLock { place in
        defer { place += 1 }
        return place
      }
      return replies[min(place, replies.count - 1)]
    }
  }

  /// Runs `body` while the server serves.
  func serving<Value>(_ body: () async throws -> Value) async throws -> Value {
    let thread = Thread { [self] in acceptAll() }
    thread.start()
    // Only the accepting thread may close: a number that is given anew belongs to another server.
    defer { shutdown(listener, Int32(SHUT_RDWR)) }
    return try await body()
  }

  var requests: [Received] { received.withLock(\.self) }

  private func acceptAll() {
    defer { close(listener) }
    while true {
      let socket = accept(listener, nil, nil)
      guard socket >= 0 else { return }
      let number = connections.withLock { count in
        count += 1
        return count
      }
      Thread { [self] in serve(WireConnection(socket), number) }.start()
    }
  }

  private func serve(_ wire: WireConnection, _ number: Int) {
    while let request = wire.readRequest(number) {
      received.withLock { $0.append(request) }
      guard answer(request, on: wire) else { return }
    }
  }

  /// Whether another request may follow.
  private func answer(_ request: Received, on wire: WireConnection) -> Bool {
    switch reply(request) {
    case .send(let text): return wire.send(Array(text.utf8))
    case .sendAndClose(let bytes):
      _ = wire.send(bytes)
      return false
    case .sendAndStall(let text):
      _ = wire.send(Array(text.utf8))
      wire.waitForEnd()
      return false
    case .endless(let head, let piece):
      guard wire.send(Array(head.utf8)) else { return false }
      while wire.send(piece) {}
      return false
    case .reset:
      wire.reset()
      return false
    }
  }
}

extension ScriptedServer.Reply {
  /// A complete answer.
  static func answer(
    _ status: String = "200 OK", _ body: String = "", fields: [String] = []
  ) -> ScriptedServer.Reply {
    .send(message(status, body, fields))
  }

  static func message(_ status: String, _ body: String, _ fields: [String]) -> String {
    let head = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + fields
    return head.joined(separator: "\r\n") + "\r\n\r\n" + body
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

private func listen(onSocket path: String) throws -> Int32 {
  let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
  var address = sockaddr_un()
  address.sun_family = sa_family_t(AF_UNIX)
  guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else { throw NoListener() }
  withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8) + [0]) }
  let length = socklen_t(MemoryLayout<sockaddr_un>.size)
  let isBound = withUnsafePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      bind(listener, $0, length) == 0 && listen(listener, 64) == 0
    }
  }
  guard isBound else { throw NoListener() }
  return listener
}
