import Foundation
import ReleaseModel
import Testing

@Suite("Files that people edit", .timeLimit(.minutes(20)))
struct ConfigurationFilesTests {
  @Test(
    "a good configuration is read, with the warnings beside it", arguments: Fixtures.valid.cases)
  func good(name: String) throws {
    let configuration = try ReleaseConfiguration.read(files: Fixtures.valid.files(of: name))
    let said = configuration.warnings.map { "\($0)\n" }.joined()
    #expect(said == (try Fixtures.valid.expected(of: name)))
  }

  @Test("a bad one is refused with the text beside it", arguments: Fixtures.invalid.cases)
  func bad(name: String) throws {
    let files = try Fixtures.invalid.files(of: name)
    let mistakes = try #require(throws: Mistakes.self) {
      try ReleaseConfiguration.read(files: files)
    }
    let said = "exit \(mistakes.exitCode)\n\(mistakes)\n"
    if ProcessInfo.processInfo.environment["RECORD"] != nil {
      try said.write(toFile: "/tmp/actual/\(name).txt", atomically: true, encoding: .utf8)
    }
    #expect(said == (try Fixtures.invalid.expected(of: name)))
  }
}
