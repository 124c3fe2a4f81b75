import Digest
import ReleaseModel
import TestKit
import Testing

@Suite("The message of a bump by hand", .timeLimit(.minutes(20)))
struct HandBumpMessageTests {
  private let pins = SHA256Digest(of: "pins")

  @Test("reads as people and git expect it")
  func text() throws {
    let message = HandBumpMessage(
      lines: try lines(["iree", "xla"]), pinSet: pins, downgradeReason: "does not\n build")
    #expect(
      message.description == """
        Roll iree and xla (by hand)

        iree: v1 -> v2
        xla: v1 -> v2

        Downgrade-Reason: does not build
        Pin-Set: \(pins)

        """)
  }

  @Test("parses back, whatever its author adds", arguments: [nil, "because"])
  func roundTrip(reason: String?) throws {
    for count in 0..<4 {
      let message = HandBumpMessage(
        lines: try lines((0..<count).map { "c\($0)" }), pinSet: pins, downgradeReason: reason)
      let text = message.description
      #expect(HandBumpMessage(text) == message)
      let trailers = reason == nil ? "\n\nPin-Set" : "\n\nDowngrade-Reason"
      let explained = try text.edited(trailers, to: "\n\nWhy not?\(trailers)")
      #expect(HandBumpMessage(explained) == message)
      #expect(HandBumpMessage(text + "Signed-off-by: A <a@b.c>\n") == message)
      #expect(HandBumpMessage(text.replacing("\n", with: "\r\n")) == message)
      #expect(BumpMessage(text) == nil)
    }
  }

  @Test("other messages are none", arguments: ["", "Roll iree (by hand)", "Fix\n\nPin-Set: x"])
  func others(text: String) {
    #expect(HandBumpMessage(text) == nil)
  }

  @Test("trailers are the last paragraph's, and a subject is none")
  func trailers() {
    #expect(MessageTrailers("A: b")["A"].isEmpty)
    #expect(MessageTrailers("A: b\n\nC: d\nnot one\nc: e\n")["c"] == ["d", "e"])
    #expect(MessageTrailers("s\n\nC: d\n\nlast")["C"].isEmpty)
  }

  private func lines(_ names: [String]) throws -> [BumpMessage.Line] {
    try names.map { name in
      let component = try #require(ComponentName(name))
      return try #require(BumpMessage.Line(component: component, from: "v1", to: "v2"))
    }
  }
}
