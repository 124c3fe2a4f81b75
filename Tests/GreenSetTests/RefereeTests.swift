import Foundation
import TestKit
import Testing

/// The referee itself, in Python, against the `roller-lab` that was built beside these tests.
@Suite("Referee", .timeLimit(.minutes(5)))
struct RefereeTests {
  private static var lab: URL? {
    let built = OwnRepository.build.appending(path: "debug/roller-lab")
    return FileManager.default.isExecutableFile(atPath: built.path) ? built : nil
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
    "plays the practice instances with roller-lab simulate",
    .enabled(if: lab != nil, "roller-lab is not built"))
  func playsPractice() throws {
    let lab = try #require(Self.lab)
    let folder = OwnRepository.tests.appending(path: "GreenSetTests")
    let (toLab, toReferee, told) = (Pipe(), Pipe(), Pipe())
    let referee = Process()
    referee.executableURL = URL(filePath: "/usr/bin/env")
    referee.arguments = [
      "python3", "-B", folder.appending(path: "Referee/referee.py").path, "serve",
      folder.appending(path: "Fixtures/practice.json").path,
    ]
    referee.standardInput = toReferee
    referee.standardOutput = toLab
    let player = Process()
    player.executableURL = lab
    player.arguments = ["simulate"]
    player.standardInput = toLab
    player.standardOutput = toReferee
    player.standardError = told
    try referee.run()
    try player.run()
    // The processes have their own copies; ours would keep the pipes open for ever.
    for end in [toLab.fileHandleForReading, toReferee.fileHandleForReading] { try end.close() }
    for end in [toLab, toReferee, told] { try end.fileHandleForWriting.close() }
    let text = try told.fileHandleForReading.readToEnd() ?? Data()
    player.waitUntilExit()
    referee.waitUntilExit()
    let all = try #require(try JSONDecoder().decode(Summary.self, from: text).summary["all"])
    #expect(all.green == 1 && all.validated == 1 && all.named == 1 && all.repeated == 0)
    #expect(all.maximal >= 0.96)
    #expect(all.validations <= 15.3)
  }
}
