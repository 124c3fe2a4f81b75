import JSON
import Testing

@Suite("JSON keeps what it reads", .timeLimit(.minutes(20)))
struct JSONRoundTripTests {
  @Test("key order, unicode and escapes survive print and parse")
  func roundTrip() throws {
    let value: JSONValue = [
      "zeta": [1, true, nil, "a\"b\\c\n\u{1}é\u{0}"],
      "alpha": ["x": .real(1.5), "y": [:], "z": []],
    ]
    #expect(try JSONValue(parsing: value.text(.compact)) == value)
    #expect(try JSONValue(parsing: value.text(.indented)) == value)
  }

  @Test("the indented layout is the one of version_info.json")
  func layout() {
    let value: JSONValue = ["a": 1, "b": ["c": [1, 2]], "d": [:]]
    #expect(
      value.text(.indented)
        == "{\n  \"a\": 1,\n  \"b\": {\n    \"c\": [\n      1,\n      2\n    ]\n  },\n  \"d\": {}\n}"
    )
  }

  @Test("a removed key is gone and a new one goes to the end")
  func members() {
    var object = JSONObject([("a", 1), ("b", 2)])
    object["a"] = nil
    object["c"] = 3
    object["b"] = 4
    #expect(object.keys == ["b", "c"])
    #expect(object["b"] == 4)
  }
}
