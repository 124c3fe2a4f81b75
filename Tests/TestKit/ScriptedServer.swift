import Foundation
import HTTP
import Synchronization

/// An HTTP/1.1 server on loopback that answers as it is told, well or badly.
///
/// FlyingFox would not send the broken answers that most of these tests are about.
package final class ScriptedServer: Sendable {
  /// One request as it came over the wire.
  package struct Received: Sendable {
    package let method: String
    /// Path and query.
    package let target: String
    package let headers: HTTPHeaders
    package let body: [UInt8]
    /// Counted from 1; connections that are kept alive carry more than one request.
    package let connection: Int

    package var path: String { String(target.prefix { $0 != "?" }) }
  }

  package enum Reply: Sendable {
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

  private let listener: Listener
  private let received = Mutex<[Received]>([])
  private let connections = Mutex(0)
  private let reply: @Sendable (Received) -> Reply
  package let url: HTTPURL

  /// A server on a free port; it serves until it is let go.
  package init(reply: @escaping @Sendable (Received) -> Reply) throws {
    self.reply = reply
    listener = try Listener()
    url = try HTTPURL("http://127.0.0.1:\(listener.port)/")
    Thread { [weak self, listener] in
      listener.acceptAll { socket in
        guard let self else { return false }
        let number = self.countConnection()
        Thread { [weak self] in
          let wire = WireConnection(socket)
          self?.serve(wire, number)
        }.start()
        return true
      }
    }.start()
  }

  /// A server that gives `replies` in turn, the last one for ever.
  package convenience init(_ replies: Reply...) throws { try self.init(replies) }

  package convenience init(_ replies: [Reply]) throws {
    let next = Mutex(0)
    try self.init { _ in
      let place = next.withLock { place in
        defer { place += 1 }
        return place
      }
      return replies[min(place, replies.count - 1)]
    }
  }

  deinit { listener.stop() }

  /// Runs `body` while the server serves, and no longer.
  package func serving<Value>(_ body: () async throws -> Value) async throws -> Value {
    defer { listener.stop() }
    return try await body()
  }

  package var requests: [Received] { received.withLock(\.self) }

  private func countConnection() -> Int {
    connections.withLock { count in
      count += 1
      return count
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
  package static func answer(
    _ status: String = "200 OK", _ body: String = "", fields: [String] = []
  ) -> ScriptedServer.Reply {
    .send(message(status, body, fields))
  }

  package static func message(_ status: String, _ body: String, _ fields: [String]) -> String {
    let head = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + fields
    return head.joined(separator: "\r\n") + "\r\n\r\n" + body
  }
}
