import CommandLineTool
import Desk
import Pinning
import ReleaseModel
import Rolling
import Testing

@Suite("Pins that are named on a command line", .timeLimit(.minutes(20)))
struct ChosenPinsTests {
  @Test("are asked of upstream and put in the place of today's, or are refused with why")
  func choosing() async throws {
    let world = try DeskWorld()
    let configuration = try world.release().configuration()
    let reach = PinReach()
    let head = String(repeating: "d", count: 40)
    let pins = try await configuration.pins(choosing: ["iree=\(head)"], of: reach)
    #expect(
      configuration.versionInfo.pins.bumps(to: pins).map { "\($0.to.identity)" } == ["git:\(head)"])
    #expect(try await configuration.pins(choosing: [], of: reach) == configuration.versionInfo.pins)
    for (text, code) in [
      ("iree", ExitCode.usage), ("iree=main", .usage), ("ireee=\(head)", .usage),
      ("jaxlib=0.4.21", .remoteSaidNo), ("jaxlib=0.4.99", .remoteSaidNo),
    ] {
      let error = await #expect(throws: CommandFailure.self) {
        try await configuration.pins(choosing: [text], of: reach)
      }
      #expect(error?.exitCode == code, "\(text): \(error?.message ?? "")")
      #expect(!text.hasSuffix("21") || error?.message.contains("yanked") == true)
    }
  }
}
