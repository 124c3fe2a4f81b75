import ReleaseModel
import RollPlanning
import Testing

@Suite("The version of a build by hand", .timeLimit(.minutes(5)))
struct VersionByHandTests {
  private let day = CalendarDate("2026-11-28")!

  private func info(_ suffix: String) throws(Mistakes) -> VersionInfo {
    try VersionInfo.read(
      Array(#"{"package-version": "0.2.0", "package-suffix": "\#(suffix)", "pins": {}}"#.utf8))
  }

  @Test(
    "is the official version with package-suffix, which parses back and is no tag's",
    arguments: ["rc1", ".dev1", ".post2", "a0"])
  func suffix(text: String) throws {
    let version = try info(text).versionByHand(on: day)
    #expect("\(version)" == "0.2.0\(text)")
    #expect(ReleaseVersion("\(version)") == version)
    #expect(version.official == ReleaseVersion("0.2.0"))
    #expect(ReleaseTag("v\(version)") == nil)
  }

  @Test("is the day's first pre-release where package-suffix is empty, as it is for releases")
  func empty() throws {
    #expect("\(try info("").versionByHand(on: day))" == "0.2.0.dev20261128001")
  }

  @Test(
    "has no suffix that makes it another release, a release's own version, or no wheel's version",
    arguments: ["1", ".1", ".dev20261128001", "-rc1", "RC1", "alpha1", "rc01", "+local"])
  func refused(text: String) {
    #expect(throws: Mistakes.self) { try info(text) }
  }
}
