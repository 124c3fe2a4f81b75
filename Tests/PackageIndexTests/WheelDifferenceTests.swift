import Foundation
import ReleaseModel
import Testing
import VersionDiffs

@testable import PackageIndex

@Suite("What a bump of a wheel brings", .timeLimit(.minutes(20)))
struct WheelDifferenceTests {
  private func versions(
    from old: String, to new: String, asking: Bool = true,
    _ prepare: @Sendable (IndexWorld) async -> Void = { _ in }
  ) async throws -> BumpDifference {
    let files =
      ["3.9.0", "3.10.0", "3.11.0rc1", "3.11.0", "3.12.0"].flatMap { Sample.wheels($0) }
      + Sample.wheels("3.10.1", yanked: "\"broken\"")
    return try await withIndex { world in
      await world.set("/simple/iree-base-compiler/", .json(Sample.page(files)))
      await prepare(world)
      let index = try world.index()
      let wheels = FetchedWheels(
        IndexLookup { index }, cache: world.folder, python: SystemPython(environment: [:]),
        mayAsk: asking, sleep: { _ in })
      let (from, to) = (Sample.bothPinned(old), Sample.bothPinned(new))
      return await wheels.difference(
        of: Bump(component: Sample.component().name, from: .wheel(from), to: .wheel(to)),
        in: Sample.component())
    }
  }

  @Test("says which versions it passes over, and how the files grew")
  func forward() async throws {
    let found = try await versions(from: "3.9.0", to: "3.12.0")
    let versions = try #require(found.versions)
    #expect(versions.passedOver == .known(["3.10.0", "3.11.0"]))
    #expect(!versions.isDowngrade)
    let sizes = { (version: String) in
      ["aarch64", "x86_64"].map { Int64(Sample.wheelName(version, $0).utf8.count) }
    }
    #expect(versions.files.map(\.from) == sizes("3.9.0"))
    #expect(versions.files.map(\.to) == sizes("3.12.0"))
    #expect(found.to.date == CalendarDate("2026-01-07"))
    #expect(
      versions.metadata
        == .unknown(
          because: "the wheels of 3.9.0 are not on this machine, and the index does not serve "
            + "their metadata separately"))
  }

  @Test("a downgrade is one, and passes over the same in reverse")
  func backward() async throws {
    let versions = try #require(try await versions(from: "3.12.0", to: "3.9.0").versions)
    #expect(versions.isDowngrade && versions.passedOver == .known(["3.11.0", "3.10.0"]))
  }

  @Test("pre-releases count when one of the two is one")
  func preReleases() async throws {
    let versions = try #require(try await versions(from: "3.10.0", to: "3.11.0rc1").versions)
    #expect(versions.passedOver == .known([]))
    let later = try #require(try await self.versions(from: "3.11.0rc1", to: "3.12.0").versions)
    #expect(later.passedOver == .known(["3.11.0"]))
  }

  @Test("what the wheels need is read beside them, as PEP 658 has it")
  func metadata() async throws {
    let metadata = { @Sendable (version: String, needs: String) in
      Array(
        ("Metadata-Version: 2.4\nName: iree-base-compiler\nVersion: \(version)\n\(needs)\n"
          + "\nRequires-Dist: of-the-description\n").utf8)
    }
    let found = try await versions(from: "3.9.0", to: "3.12.0") { world in
      await world.set(
        "/files/\(Sample.wheelName("3.9.0", "aarch64")).metadata",
        .file(
          metadata("3.9.0", "Requires-Dist: numpy\nRequires-Python: >=3.9"), fields: [:]))
      await world.set(
        "/files/\(Sample.wheelName("3.12.0", "aarch64")).metadata",
        .file(
          metadata("3.12.0", "Requires-Dist: numpy\nRequires-Dist: ml-dtypes; extra == 'x'"),
          fields: [:]))
    }
    let move = try #require(found.versions?.metadata.known)
    #expect(move.added == ["ml-dtypes; extra == 'x'"] && move.removed == [])
    #expect(move.python == .init(from: ">=3.9", to: ""))
  }

  @Test("when nobody may be asked, the bump itself is still told")
  func offline() async throws {
    let found = try await versions(from: "3.9.0", to: "3.12.0", asking: false)
    #expect(found.versions?.passedOver == .unknown(because: "the index was not asked"))
    #expect(found.versions?.files.map(\.to) == [nil, nil])
    #expect(found.from.label == "3.9.0" && found.to.label == "3.12.0")
  }
}

extension BumpDifference {
  fileprivate var versions: VersionsBetween? {
    if case .versions(let versions) = content { versions } else { nil }
  }
}
