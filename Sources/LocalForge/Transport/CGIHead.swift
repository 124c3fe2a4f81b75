/// The head of a CGI program's answer: its status and headers (RFC 3875 §6).
struct CGIHead: Sendable, Equatable {
  var status = 200
  var headers: [(name: String, value: String)] = []

  /// Reads the head in front of `bytes` and says where the body begins; nil while it is incomplete.
  static func read(_ bytes: [UInt8]) -> (head: CGIHead, bodyStart: Int)? {
    var head = CGIHead()
    var start = 0
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      let line = bytes[start..<end].filter { $0 != UInt8(ascii: "\r") }
      start = end + 1
      guard !line.isEmpty else { return (head, start) }
      head.add(String(decoding: line, as: UTF8.self))
    }
    return nil
  }

  private mutating func add(_ line: String) {
    let parts = line.split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { return }
    let value = String(parts[1].drop { $0 == " " })
    if parts[0].lowercased() == "status" {
      status = Int(value.prefix(3)) ?? 500
    } else {
      headers.append((String(parts[0]), value))
    }
  }

  static func == (left: CGIHead, right: CGIHead) -> Bool {
    left.status == right.status && left.headers.elementsEqual(right.headers) { $0 == $1 }
  }
}
