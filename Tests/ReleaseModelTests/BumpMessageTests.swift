import Digest
import Foundation
import ReleaseModel
import TestKit
import Testing

@Suite("The message of a bump commit", .timeLimit(.minutes(20)))
struct BumpMessageTests {
  @Test("reads as people and git expect it")
  func text() throws {
    let message = self.message(bumping: ["iree", "openxla-nvgpu"])
    #expect(
      message.description == """
        Roll iree and openxla-nvgpu (nightly)

        iree: v1 -> v2
        openxla-nvgpu: v1 -> v2

        Roll-Schedule: nightly
        Roll-Slot: 2026-11-22T03:30:00Z
        Pin-Set: \(SHA256Digest(of: "pins"))
        Validated: linux-x86_64 \(SHA256Digest(of: "evidence"))

        """)
    #expect(BumpMessage(message.description) == message)
  }

  @Test("of a roll as of an earlier day ends with that day, and reads back")
  func asOf() {
    var message = self.message(bumping: ["iree"])
    message.asOf = CalendarDate("2025-12-03")
    #expect(message.description.hasSuffix("\nAs-Of: 2025-12-03\n"))
    #expect(BumpMessage(message.description) == message)
    #expect(BumpMessage(message.description + "As-Of: 2025-12-04\n") == nil)
  }

  @Test("is found again in the message of a tag, which ends with its trailers")
  func tag() {
    let message = self.message(bumping: ["iree", "openxla-nvgpu"])
    let moved = message.lines.map { "  \($0)\n" }.joined()
    let tag = "openxla-compiler 0.1.0\n\nMoved:\n\(moved)\nPins:\n  iree: x\n\n\(message.trailers)"
    #expect(BumpMessage(tag: tag) == message)
    #expect(BumpMessage(tag: tag + "And more\n") == nil)
    #expect(BumpMessage(tag: "openxla-compiler 0.1.0\n") == nil)
    #expect(BumpMessage(tag: "") == nil)
  }

  @Test("names as many components as 72 columns hold")
  func subjects() {
    #expect(message(bumping: []).subject == "Roll 0 components (nightly)")
    #expect(message(bumping: ["a", "b", "c"]).subject == "Roll a, b and c (nightly)")
    let many = ["iree-base-compiler", "iree-base-runtime", "openxla-pjrt-plugin", "openxla-nvgpu"]
    #expect(
      message(bumping: many).subject
        == "Roll iree-base-compiler, iree-base-runtime and 2 more (nightly)")
    let long = String(repeating: "x", count: 100)
    #expect(message(bumping: [long, "a"]).subject == "Roll 2 components (nightly)")
    for count in 0..<12 {
      let names = (0..<count).map { "component-number-\($0)" }
      #expect(message(bumping: names).subject.count <= 72)
    }
  }

  @Test("parses back, with and without the last line end, and with any number of parts")
  func roundTrip() throws {
    for count in 0..<5 {
      for evidence in 0..<3 {
        let message = self.message(bumping: (0..<count).map { "c\($0)" }, evidence: evidence)
        #expect(BumpMessage(message.description) == message)
        #expect(BumpMessage(String(message.description.dropLast())) == message)
      }
    }
  }

  @Test("an edited one is not taken for ours")
  func edited() throws {
    let text = message(bumping: ["iree"]).description
    let edits = [
      ("Roll iree", "Roll xla"), ("Roll-Slot", "Roll-slot"), ("v1 ->", "v1  ->"),
      ("Pin-Set: sha256:", "Pin-Set: sha1:"), ("\n\nRoll-", "\nRoll-"), ("Validated", "Validate"),
      ("iree: v1", "iree: @v1"), ("Roll iree", " Roll iree"),
    ]
    for (found, replacement) in edits {
      #expect(try BumpMessage(text.edited(found, to: replacement)) == nil, "\(replacement)")
    }
    #expect(BumpMessage(text + "Signed-off-by: x <y>\n") == nil)
    #expect(BumpMessage("") == nil)
  }

  @Test(
    "never repeats what upstream wrote, unless it is plain",
    arguments: [
      "Fixes #1", "@openxla/team", "GH-1", "x/gh-2", "v1\nRoll-Slot: x", "[skip ci]", "a -> b",
      "\u{202e}v1", "-v", "", "a: b", String(repeating: "v", count: 101),
    ])
  func hostile(label: String) throws {
    let from = Pin.git(GitPin(revision: Revision(String(repeating: "a", count: 40))!, label: label))
    let to = Pin.git(GitPin(revision: Revision(String(repeating: "b", count: 40))!, label: label))
    let bump = Bump(component: ComponentName("iree")!, from: from, to: to)
    let message = BumpMessage(
      schedule: ScheduleName("nightly")!, slot: Timestamp(seconds: 0), bumps: [bump],
      pinSet: SHA256Digest(of: ""), evidence: [])
    #expect(message.lines.map(\.from) == ["aaaaaaaaaa"])
    #expect(BumpMessage(message.description) == message)
  }

  @Test(
    "any version can stand in a line",
    arguments: ["1!2.0+a.1", "1." + String(repeating: "9.", count: 60) + "0"])
  func versions(text: String) throws {
    let pin = Pin.wheel(WheelPin(version: try #require(PythonVersion(text)), files: [:]))
    #expect(GitPin.isPlainLabel(pin.plainLabel))
  }

  @Test("git reads the same trailers")
  func trailers() throws {
    let git = Process()
    let (input, output) = (Pipe(), Pipe())
    git.executableURL = URL(filePath: "/usr/bin/env")
    git.arguments = ["git", "interpret-trailers", "--parse"]
    git.environment = ["PATH": "/usr/bin:/bin", "GIT_CONFIG_NOSYSTEM": "1", "HOME": "/nonexistent"]
    (git.standardInput, git.standardOutput) = (input, output)
    try git.run()
    let text = message(bumping: ["iree", "xla"]).description
    try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try input.fileHandleForWriting.close()
    let read = try output.fileHandleForReading.readToEnd() ?? Data()
    git.waitUntilExit()
    #expect(text.hasSuffix("\n\n" + String(decoding: read, as: UTF8.self)))
    #expect(read.count { $0 == UInt8(ascii: "\n") } == 4)
  }

  private func message(bumping names: [String], evidence: Int = 1) -> BumpMessage {
    BumpMessage(
      schedule: ScheduleName("nightly")!, slot: Timestamp("2026-11-22T03:30:00Z")!,
      lines: names.compactMap { name in
        ComponentName(name).flatMap { BumpMessage.Line(component: $0, from: "v1", to: "v2") }
      }, pinSet: SHA256Digest(of: "pins"),
      validated: (0..<evidence).map { _ in
        BumpMessage.Validated(
          target: TargetName("linux-x86_64")!, evidence: SHA256Digest(of: "evidence"))
      })
  }
}
