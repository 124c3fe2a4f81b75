import Foundation
import TestKit
import Testing

/// The referee itself, in Python, against the `roller` that was built beside these tests.
@Suite("Referee", .timeLimit(.minutes(20)))
struct RefereeTests {
  private static var roller: URL? {
    let candidate = OwnRepository.build.appending(path: "debug/roller")
    guard FileManager.default.isExecutableFile(atPath: candidate.path) else { return nil }
    let (help, said) = (Process(), Pipe())
    help.executableURL = candidate
    help.arguments = ["simulate", "--help"]
    help.standardOutput = said
    help.standardError = FileHandle.nullDevice
    guard (try? help.run()) != nil else { return nil }
    try? said.fileHandleForWriting.close()
    let text = String(data: said.fileHandleForReading.readDataToEndOfFile(), encoding: .utf8)
    help.waitUntilExit()
    return text?.contains("--flake") == true ? candidate : nil
  }

  private struct Summary: Decodable {
    struct Row: Decodable {
      var green: Double
      var validated: Double
      var maximal: Double
      var named: Double
      var validations: Double
      var repeated: Double
    }
    var summary: [String: Row]
  }

  @Test(
    "plays the practice instances with roller simulate",
    .enabled(if: roller != nil, "roller with simulate is not built"))
  func playsPractice() throws {
    let roller = try #require(Self.roller)
    let folder = OwnRepository.tests.appending(path: "GreenSetTests")
    let (toRoller, toReferee, told) = (Pipe(), Pipe(), Pipe())
    let referee = Process()
    referee.executableURL = URL(filePath: "/usr/bin/env")
    referee.arguments = [
      "python3", "-B", folder.appending(path: "Referee/referee.py").path, "serve",
      folder.appending(path: "Fixtures/practice.json").path,
    ]
    referee.standardInput = toReferee
    referee.standardOutput = toRoller
    let player = Process()
    player.executableURL = roller
    player.arguments = ["simulate"]
    player.standardInput = toRoller
    player.standardOutput = toReferee
    player.standardError = told
    try referee.run()
    try player.run()
    // The processes have their own copies; ours would keep the pipes open for ever.
    for end in [toRoller.fileHandleForReading, toReferee.fileHandleForReading] { try end.close() }
    for end in [toRoller, toReferee, told] { try end.fileHandleForWriting.close() }
    let text = try told.fileHandleForReading.readToEnd() ?? Data()
    player.waitUntilExit()
    referee.waitUntilExit()
    let all = try #require(try JSONDecoder().decode(Summary.self, from: text).summary["all"])
    #expect(all.green == 1 && all.validated == 1 && all.named == 1 && all.repeated == 0)
    #expect(all.maximal >= 0.96)
    #expect(all.validations <= 15.3)
  }
}
