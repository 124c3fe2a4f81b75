import Testing

@testable import Git

@Suite(.timeLimit(.minutes(20))) struct PacketTests {
  private let exchange = Exchange(operation: "test", url: "http://localhost/")

  @Test("packets come out the same whatever pieces they arrive in", arguments: 1...12)
  func survivesPieces(size: Int) throws {
    var bytes: [UInt8] = []
    bytes.append(packet: "command=fetch\n")
    bytes.append(contentsOf: "0001".utf8)
    bytes.append(packet: "")
    bytes.append(packet: String(repeating: "x", count: 300))
    bytes.appendFlushPacket()
    var reader = PacketReader()
    var found: [PacketLine] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      reader.append(bytes[start..<min(start + size, bytes.count)])
      while let packet = try reader.next(in: exchange) { found.append(packet) }
    }
    #expect(
      found == [
        .payload(Array("command=fetch\n".utf8)), .delimiter, .payload([]),
        .payload([UInt8](repeating: 0x78, count: 300)), .flush,
      ])
    #expect(reader.isAtBoundary)
  }

  @Test(
    "lengths that are no lengths are refused",
    arguments: ["0003", "+0a1", "-001", "ffff", "<!DO", "00 4"])
  func refusesLengths(text: String) {
    var reader = PacketReader()
    reader.append(Array(text.utf8))
    let error = #expect(throws: GitError.self) { try reader.next(in: exchange) }
    #expect(error?.reason == .malformed)
  }

  @Test("a response that breaks off anywhere is never taken for complete", arguments: [0, 2])
  func knowsItsEnd(version: Int) throws {
    var bytes: [UInt8] = []
    bytes.append(packet: version == 2 ? "packfile\n" : "NAK\n")
    bytes.append(packet: "\u{1}PACK")
    bytes.append(packet: "\u{2}Total 1\n")
    bytes.appendFlushPacket()
    for end in 0...bytes.count {
      var reader = PacketReader()
      reader.append(bytes[..<end])
      var response = FetchResponse(version: version, exchange)
      while let packet = try reader.next(in: exchange) { _ = try response.take(packet) }
      #expect(response.isComplete == (end == bytes.count))
    }
  }
}
