import Foundation
import ReleaseModel
import TestKit
import Testing

/// One of the two tests that look at this repository's own data; it holds for any pins and schedules.
@Suite("This repository's own files", .timeLimit(.minutes(20)))
struct OwnConfigurationTests {
  @Test("this repository's own files read without a mistake, and pin what its targets need")
  func ownFiles() throws {
    let configuration = try ReleaseConfiguration.read(files: files())
    #expect(configuration.warnings.isEmpty)
    #expect(!configuration.schedules.isEmpty)
    let enabled = configuration.targets.filter(\.isEnabled).map(\.name)
    #expect(!enabled.isEmpty)
    for component in configuration.components {
      let pin = try #require(configuration.versionInfo.pins[component.name])
      if case .wheel(let wheel) = pin { #expect(Set(enabled).isSubset(of: wheel.files.keys)) }
    }
    let bytes = try #require(files()[VersionInfo.path])
    #expect(try VersionInfo.canonical(bytes) == bytes)
  }

  private func files() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for path in ReleaseConfiguration.paths {
      let place = OwnRepository.root.appending(path: path)
      let names = FileManager.default.enumerator(atPath: place.path)?.allObjects as? [String] ?? []
      for name in names.map({ "\(path)/\($0)" }) + [path] where name.hasSuffix(".json") {
        files[name] = Array(try Data(contentsOf: OwnRepository.root.appending(path: name)))
      }
    }
    return files
  }
}
