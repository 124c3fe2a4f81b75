import Foundation
import HTTP
import Synchronization

/// An HTTP/1.1 server on loopback that answers as it is told, well or badly, one request a connection.
final class WireServer: Sendable {
  /// One request as it came over the wire.
  struct Received: Sendable {
    let method: String
    /// Path and query.
    let target: String
    let headers: HTTPHeaders
    let body: [UInt8]

    var path: String { String(target.prefix { $0 != "?" }) }
  }

  enum Answer: Sendable {
    case message(String)
    case bytes([UInt8])
    /// The head promises more than comes.
    case cut(String)
    /// The connection is reset without a byte.
    case reset
    /// Nothing, until the client goes away.
    case stall
  }

  let url: HTTPURL
  private let listener: Int32
  private let received = Mutex<[Received]>([])
  private let answer: @Sendable (Received) -> Answer

  init(answer: @escaping @Sendable (Received) -> Answer) throws {
    self.answer = answer
    let (listener, port) = try listenOnLoopback()
    self.listener = listener
    url = try HTTPURL("http://127.0.0.1:\(port)")
    Thread { [weak self, listener] in
      while true {
        let socket = accept(listener, nil, nil)
        guard socket >= 0 else { break }
        Thread { [weak self] in
          self?.serve(socket)
          close(socket)
        }.start()
      }
      // Only the accepting thread may close: a number that is given anew belongs to another server.
      close(listener)
    }.start()
  }

  deinit { shutdown(listener, Int32(SHUT_RDWR)) }

  var requests: [Received] { received.withLock(\.self) }

  private func serve(_ socket: Int32) {
    guard let request = readRequest(from: socket) else { return }
    received.withLock { $0.append(request) }
    switch answer(request) {
    case .message(let text), .cut(let text): send(Array(text.utf8), to: socket)
    case .bytes(let bytes): send(bytes, to: socket)
    case .reset:
      var now = linger(l_onoff: 1, l_linger: 0)
      setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
    case .stall:
      var scratch = [UInt8](repeating: 0, count: 4096)
      while recv(socket, &scratch, scratch.count, 0) > 0 {}
    }
  }
}

extension WireServer.Answer {
  /// A complete answer with a body of JSON, or whatever `body` is.
  static func reply(
    _ status: Int = 200, _ body: String = "", fields: [String] = []
  ) -> WireServer.Answer {
    .message(text(status, body, fields, length: body.utf8.count))
  }

  static func cutShort(_ status: Int = 200, _ body: String) -> WireServer.Answer {
    .cut(text(status, body, [], length: body.utf8.count + 100))
  }

  private static func text(
    _ status: Int, _ body: String, _ fields: [String], length: Int
  ) -> String {
    let head = ["HTTP/1.1 \(status) -", "Content-Length: \(length)", "Connection: close"] + fields
    return head.joined(separator: "\r\n") + "\r\n\r\n" + body
  }
}

private func readRequest(from socket: Int32) -> WireServer.Received? {
  var bytes: [UInt8] = []
  let end = Array("\r\n\r\n".utf8)
  var range = bytes.firstRange(of: end)
  while range == nil {
    guard readMore(from: socket, into: &bytes) else { return nil }
    range = bytes.firstRange(of: end)
  }
  guard let range else { return nil }
  let lines = String(decoding: bytes[..<range.lowerBound], as: UTF8.self)
    .components(separatedBy: "\r\n")
  var headers = HTTPHeaders()
  for line in lines.dropFirst() {
    let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
    headers.append(parts[0], parts.count == 2 ? String(parts[1].dropFirst()) : "")
  }
  let length = headers["Content-Length"].flatMap { Int($0) } ?? 0
  if headers["Expect"] != nil {
    send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8), to: socket)
  }
  while bytes.count < range.upperBound + length {
    guard readMore(from: socket, into: &bytes) else { return nil }
  }
  let words = lines[0].split(separator: " ").map(String.init)
  guard words.count == 3 else { return nil }
  return WireServer.Received(
    method: words[0], target: words[1], headers: headers,
    body: Array(bytes[range.upperBound...].prefix(length)))
}

private func readMore(from socket: Int32, into bytes: inout [UInt8]) -> Bool {
  var piece = [UInt8](repeating: 0, count: 65_536)
  let got = recv(socket, &piece, piece.count, 0)
  guard got > 0 else { return false }
  bytes += piece.prefix(got)
  return true
}

private func send(_ bytes: [UInt8], to socket: Int32) {
  var place = 0
  while place < bytes.count {
    let sent = bytes.withUnsafeBytes {
      Foundation.send(socket, $0.baseAddress! + place, $0.count - place, Int32(MSG_NOSIGNAL))
    }
    guard sent > 0 else { return }
    place += sent
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
