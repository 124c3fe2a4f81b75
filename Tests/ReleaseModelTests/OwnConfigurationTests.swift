import Foundation
import JSON
import ReleaseModel
import Testing

@Suite("This repository's own files")
struct OwnConfigurationTests {
  @Test("are read without a mistake or a warning")
  func good() throws {
    let configuration = try ReleaseConfiguration.read(files: Repository.configurationFiles())
    #expect(configuration.warnings.isEmpty)
    #expect(configuration.schedules.count == 2)
    let enabled = configuration.targets.filter(\.isEnabled).map(\.name.description)
    #expect(enabled == ["linux-x86_64", "linux-aarch64"])
  }

  @Test("pin every component, and the wheels for every enabled target")
  func pinned() throws {
    let configuration = try ReleaseConfiguration.read(files: Repository.configurationFiles())
    let enabled = configuration.targets.filter(\.isEnabled).map(\.name)
    for component in configuration.components {
      let pin = try #require(configuration.versionInfo.pins[component.name])
      if case .wheel(let wheel) = pin { #expect(Set(enabled).isSubset(of: wheel.files.keys)) }
    }
  }

  @Test("version_info.json is in its canonical form")
  func canonical() throws {
    let bytes = try Repository.bytes(at: "version_info.json")
    #expect(try VersionInfo.canonical(bytes) == bytes)
  }

  @Test("the python schedule moves compiler and runtime apart, so that clashes are found")
  func apart() throws {
    let configuration = try ReleaseConfiguration.read(files: Repository.configurationFiles())
    let name = try #require(ScheduleName("python"))
    let python = try #require(configuration.schedules[name])
    #expect(
      python.rolls.map(\.component.description) == ["iree-base-compiler", "iree-base-runtime"])
    #expect(python.together.isEmpty)
    #expect(python.rolls.allSatisfy { $0.source == .index(preReleases: false) })
  }
}
