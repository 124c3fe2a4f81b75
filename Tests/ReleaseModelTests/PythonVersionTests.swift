import Foundation
import JSON
import ReleaseModel
import Testing

@Suite("PEP 440", .timeLimit(.minutes(20)))
struct PythonVersionTests {
  /// The order of <https://peps.python.org/pep-0440/#summary-of-permitted-suffixes-and-relative-ordering>.
  static let ordered = [
    "1.dev0", "1.0.dev456", "1.0a1", "1.0a2.dev456", "1.0a12.dev456", "1.0a12", "1.0b1.dev456",
    "1.0b2", "1.0b2.post345.dev456", "1.0b2.post345", "1.0rc1.dev456", "1.0rc1", "1.0",
    "1.0+abc.5", "1.0+abc.7", "1.0+5", "1.0.post456.dev34", "1.0.post456", "1.0.15", "1.1.dev1",
    "1!0.1",
  ]

  @Test("the order of the PEP's own list")
  func order() throws {
    let versions = try Self.ordered.map { try #require(PythonVersion($0)) }
    for (index, version) in versions.enumerated() {
      for (other, later) in versions.enumerated() {
        #expect((version < later) == (index < other), "\(version) \(later)")
        #expect((version == later) == (index == other))
      }
    }
  }

  @Test("the verdicts of the packaging library on its spellings, order and equality")
  func recorded() throws {
    let place = try #require(Bundle.module.resourceURL).appending(path: "Fixtures/pep440.json")
    let file = try JSONValue(parsing: Array(try Data(contentsOf: place)))
    var ranked: [(rank: Int64, version: PythonVersion)] = []
    for entry in try #require(file["versions"]?.array) {
      let text = try #require(entry["text"]?.string)
      let version = try #require(PythonVersion(text), "\(text)")
      #expect(version.description == entry["normal"]?.string)
      #expect(PythonVersion(version.description) == version)
      #expect(version.isPreRelease == entry["pre"]?.bool, "\(text)")
      ranked.append((try #require(entry["rank"]?.integer), version))
    }
    for (one, other) in zip(ranked, ranked.dropFirst()) {
      #expect(one.version <= other.version)
      #expect((one.version == other.version) == (one.rank == other.rank))
      if one.rank == other.rank { #expect(one.version.hashValue == other.version.hashValue) }
    }
    for text in try #require(file["invalid"]?.array).compactMap(\.string) {
      #expect(PythonVersion(text) == nil, "\(text)")
    }
  }
}
