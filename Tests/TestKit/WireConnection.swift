import Foundation
import HTTP

/// The server's end of one connection, closed when it is let go.
final class WireConnection {
  private let socket: Int32
  private var pending: [UInt8] = []

  init(_ socket: Int32) {
    self.socket = socket
  }

  deinit { close(socket) }

  /// The next request, or nil when the client has gone.
  func readRequest(_ number: Int) -> ScriptedServer.Received? {
    guard let head = readHead() else { return nil }
    let lines = head.components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ").map(String.init)
    guard words.count == 3 else { return nil }
    var headers = HTTPHeaders()
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      headers.append(String(line[..<colon]), value)
    }
    // <https://www.rfc-editor.org/rfc/rfc9110#name-expect>
    if headers["Expect"] != nil { _ = send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)) }
    guard let body = readBytes(headers["Content-Length"].flatMap { Int($0) } ?? 0) else {
      return nil
    }
    return ScriptedServer.Received(
      method: words[0], target: words[1], headers: headers, body: body, connection: number)
  }

  /// Sends all of `bytes`; false when the client has gone.
  func send(_ bytes: [UInt8]) -> Bool {
    var place = 0
    while place < bytes.count {
      let sent = bytes.withUnsafeBytes {
        Foundation.send(
          socket, $0.baseAddress! + place, $0.count - place, Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { return false }
      place += sent
    }
    return true
  }

  func waitForEnd() {
    var scratch = [UInt8](repeating: 0, count: 4096)
    while recv(socket, &scratch, scratch.count, 0) > 0 {}
  }

  /// Lets the close be a reset: unsent bytes are dropped, and the client's next read fails.
  func reset() {
    var now = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
  }

  private func readHead() -> String? {
    let end = Array("\r\n\r\n".utf8)
    while true {
      if let range = pending.firstRange(of: end) {
        let head = String(decoding: pending[..<range.lowerBound], as: UTF8.self)
        pending.removeFirst(range.upperBound)
        return head
      }
      guard readMore() else { return nil }
    }
  }

  private func readBytes(_ count: Int) -> [UInt8]? {
    while pending.count < count {
      guard readMore() else { return nil }
    }
    defer { pending.removeFirst(count) }
    return Array(pending.prefix(count))
  }

  private func readMore() -> Bool {
    var piece = [UInt8](repeating: 0, count: 65_536)
    let got = recv(socket, &piece, piece.count, 0)
    guard got > 0 else { return false }
    pending += piece.prefix(got)
    return true
  }
}
