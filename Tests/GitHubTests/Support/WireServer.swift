import TestKit

/// A scripted server that takes one request a connection, as these tests want it.
typealias WireServer = ScriptedServer

extension ScriptedServer {
  typealias Answer = Reply
}

extension ScriptedServer.Reply {
  /// A complete answer with a body of JSON, or whatever `body` is.
  static func reply(
    _ status: Int = 200, _ body: String = "", fields: [String] = []
  ) -> ScriptedServer.Reply {
    .message(text(status, body, fields, length: body.utf8.count))
  }

  /// These bytes, and the connection is closed.
  static func bytes(_ bytes: [UInt8]) -> ScriptedServer.Reply { .sendAndClose(bytes) }

  /// This text, and the connection is closed.
  static func message(_ text: String) -> ScriptedServer.Reply { .sendAndClose(Array(text.utf8)) }

  /// A text whose head promises more than comes.
  static func cut(_ text: String) -> ScriptedServer.Reply { .message(text) }

  static func cutShort(_ status: Int = 200, _ body: String) -> ScriptedServer.Reply {
    .cut(text(status, body, [], length: body.utf8.count + 100))
  }

  /// Nothing, until the client goes away.
  static var stall: ScriptedServer.Reply { .sendAndStall("") }

  private static func text(
    _ status: Int, _ body: String, _ fields: [String], length: Int
  ) -> String {
    let head = ["HTTP/1.1 \(status) -", "Content-Length: \(length)", "Connection: close"] + fields
    return head.joined(separator: "\r\n") + "\r\n\r\n" + body
  }
}
