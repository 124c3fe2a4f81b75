import JSON
import Testing

@Suite("JSON refuses, and says where", .timeLimit(.minutes(20)))
struct JSONErrorTests {
  @Test(
    "a fault is placed by line and column",
    arguments: [
      ("{\n  \"a\": 1,\n}", 3), ("{\"a\": 1, \"a\": 2}", 1), ("[1,\n2,\n01]", 3), ("[NaN]", 1),
      ("[123456789012345678901234567890]", 1), ("{} x", 1), ("", 1), ("// no\n{}", 1),
    ])
  func placed(text: String, line: Int) {
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    #expect(error?.line == line)
  }

  @Test("a duplicate key is named")
  func duplicate() {
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: "{\"a\":1,\n\"a\":2}") }
    #expect(error?.message.contains("duplicate object key") == true)
    #expect(error?.line == 2)
  }

  @Test("invalid UTF-8 is refused with its byte offset")
  func invalidUTF8() {
    let error = #expect(throws: JSONError.self) {
      try JSONValue(parsing: [UInt8(ascii: "["), UInt8(ascii: "\""), 0xFF, UInt8(ascii: "\"")])
    }
    #expect(error?.offset == 2)
  }

  @Test("a byte order mark is skipped")
  func byteOrderMark() throws {
    #expect(try JSONValue(parsing: [0xEF, 0xBB, 0xBF, UInt8(ascii: "1")]) == 1)
  }

  @Test("deep nesting and large inputs end in an error, not in a crash")
  func bounded() {
    #expect(throws: JSONError.self) {
      try JSONValue(parsing: String(repeating: "[", count: 100_000))
    }
    #expect(throws: JSONError.self) {
      try JSONValue(parsing: "[1,2,3]", limits: JSONLimits(size: 3))
    }
  }
}
