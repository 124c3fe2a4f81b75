import Foundation
import RollerWorlds
import Testing

@Suite("Topics of help", .timeLimit(.minutes(20)))
struct HelpTopicTests {
  private static let topics = ["files", "exit-codes", "environment", "security"]

  private func inWorld(_ body: (RollerProcess) throws -> Void) throws {
    let world = try NightWorld("topics")
    defer { world.remove() }
    try body(RollerProcess(world: world))
  }

  @Test("each fits 80 columns and is named by `roller help`", arguments: topics)
  func page(topic: String) throws {
    try inWorld { (roller: RollerProcess) throws in
      let page = try roller.run(["help", topic])
      #expect(page.code == 0)
      #expect(page.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
      #expect(try roller.run(["help"]).output.contains("\n    \(topic) "))
    }
  }

  @Test("every exit code has its line")
  func codes() throws {
    try inWorld { (roller: RollerProcess) throws in
      let lines = try roller.run(["help", "exit-codes"]).output.split(separator: "\n")
      for code in [0, 2, 3, 4, 5, 6, 7] {
        #expect(lines.contains { $0.hasPrefix("  \(code)  ") })
      }
    }
  }

  @Test("what is no topic is the parser's to explain")
  func unknown() throws {
    try inWorld { (roller: RollerProcess) throws in
      #expect(try roller.run(["help", "roll"]).output.contains("USAGE: roller roll"))
    }
  }
}
