import Foundation
import RollerWorlds
import TestKit
import Testing

/// The other of the two tests that look at this repository's own data; it holds for any pins.
@Suite("README.md", .timeLimit(.minutes(20)))
struct ReadmeTests {
  @Test(
    "README's tables of commands name commands that roller has, and schedules of this repository")
  func commands() throws {
    let lines = try commandLines()
    #expect(lines.count >= 15)
    let world = try NightWorld("readme")
    defer { world.remove() }
    let roller = RollerProcess(world: world)
    for command in Set(lines.compactMap(\.first)) {
      let end = try roller.run(["help", command])
      #expect(end.code == 0, "README.md: roller \(command)\n\(end.log)")
    }
    let schedules = try scheduleNames()
    for line in lines where ["plan", "roll"].contains(line.first) {
      guard line.count > 1, line[1].allSatisfy({ $0.isLowercase || $0 == "-" }) else { continue }
      #expect(schedules.contains(line[1]), "README.md: roller \(line.joined(separator: " "))")
    }
  }

  /// The words after `roller` of each command line, comments left out.
  private func commandLines() throws -> [[String]] {
    let file = OwnRepository.root.appending(path: "README.md")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
      let words = line.prefix { $0 != "#" }.split(separator: " ").map(String.init)
      guard line.hasPrefix("    "), let program = words.first else { return nil }
      guard program == "roller" || program.hasSuffix("/roller") else { return nil }
      return Array(words.dropFirst())
    }
  }

  private func scheduleNames() throws -> [String] {
    let folder = OwnRepository.root.appending(path: "schedules")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(".json".count)) }
  }
}
