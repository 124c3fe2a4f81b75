import ReleaseModel
import Testing

@testable import PackageIndex

@Suite("Version specifiers", .timeLimit(.minutes(20)))
struct VersionSpecifiersTests {
  @Test(
    "allow what PEP 440 says they allow",
    arguments: [
      (">=3.9", "3.11", true), (">=3.9, <3.11", "3.11", false), ("<3.11", "3.10.9", true),
      ("~=3.9", "3.11", true), ("~=3.9.1", "3.9.7", true), ("~=3.9.1", "3.10", false),
      ("==3.11.*", "3.11.4", true), ("==3.11", "3.11.0", true), ("==3.11", "3.11.4", false),
      ("!=3.11.*", "3.11.4", false), ("!=3.11.4", "3.11.5", true), (">3.10", "3.10.1", true),
      ("===3.11", "3.11", true), ("", "3.11", true), (">=3.9,", "3.11", true),
      ("<=3.11", "3.11", true),
    ])
  func allow(_ text: String, _ version: String, _ expected: Bool) throws {
    let specifiers = try #require(VersionSpecifiers(text))
    #expect(specifiers.allow(try #require(PythonVersion(version))) == expected)
  }

  @Test(
    "are refused when they are not understood",
    arguments: ["3.9", ">=", "=>3.9", ">=3.*", "~=3", ">=x", "==3.*.1"])
  func refused(_ text: String) {
    #expect(VersionSpecifiers(text) == nil)
  }

  @Test("judge a minor version of Python by all its patch releases")
  func minors() throws {
    #expect(try #require(VersionSpecifiers(">=3.11.4,!=3.11.7")).allowPython(minor: 11))
    #expect(try #require(VersionSpecifiers(">=3.12")).allowPython(minor: 11) == false)
    #expect(try #require(VersionSpecifiers("!=3.11.*")).allowPython(minor: 11) == false)
  }
}
