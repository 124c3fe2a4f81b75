import Digest
import Foundation
import HTTP
import ReleaseModel
import Testing

@testable import PackageIndex

@Suite("A survey of an index", .timeLimit(.minutes(20)))
struct SurveyTests {
  private let path = "/simple/iree-base-compiler/"

  private func survey(
    _ files: [String], versions: [String] = [], pin: WheelPin = Sample.bothPinned("3.9.0"),
    preReleases: Bool = false
  ) async throws -> Survey {
    try await withIndex { world in
      await world.set(path, .json(Sample.page(files, versions: versions)))
      return try await IndexUpstream(world.index())
        .survey(Sample.question(pin: pin, preReleases: preReleases))
    }
  }

  @Test("finds what is newer than the pin, oldest first, with the hash of each target's file")
  func newer() async throws {
    let survey = try await survey(
      Sample.wheels("3.10.0") + Sample.wheels("3.8.0") + Sample.wheels("3.12.0")
        + Sample.wheels("3.11.0") + Sample.wheels("3.9.0", date: "2025-11-25T01:02:03Z"))
    #expect(survey.labels == ["3.10.0", "3.11.0", "3.12.0"])
    #expect(survey.skipped == [])
    #expect(survey.pinned == Timestamp("2025-11-25T01:02:03Z"))
    #expect(survey.candidates.first?.pin == .wheel(Sample.bothPinned("3.10.0")))
  }

  @Test("takes the last upload of the chosen files for the time at which a version landed")
  func landed() async throws {
    let survey = try await survey(
      Sample.wheels("3.9.0") + [
        Sample.wheel("3.10.0", "x86_64", date: "2026-01-07T00:00:00Z"),
        Sample.wheel("3.10.0", "aarch64", date: "2026-02-02T00:00:00Z"),
        Sample.wheel("3.10.0", "x86_64", python: "cp313", date: "2026-03-03T00:00:00Z"),
      ])
    #expect(survey.candidates.map(\.landed) == [Timestamp("2026-02-02T00:00:00Z")])
  }

  @Test("skips what is no candidate, and says why")
  func skips() async throws {
    let survey = try await survey(
      Sample.wheels("3.9.0") + Sample.wheels("3.10.0", yanked: "\"wrong\\u001b[31m metadata\"")
        + [Sample.wheel("3.11.0")] + Sample.wheels("3.12.0", requires: ">=3.12")
        + Sample.wheels("3.13.0rc1") + Sample.wheels("3.14.0.dev20261120")
        + [#"{"filename": "iree_base_compiler-3.15.0.tar.gz", "url": "s", "hashes": {}}"#],
      versions: ["3.16.0", "20xx-final"])
    #expect(survey.labels == [])
    #expect(survey.why("3.10.0") == "yanked: wrong [31m metadata")
    #expect(
      survey.why("3.11.0") == "no file for linux-aarch64: \(Sample.wheelName("3.11.0")) "
        + "is for manylinux_2_28_x86_64")
    #expect(survey.why("3.12.0")?.contains("requires Python >=3.12; the target is cp311") == true)
    #expect(survey.why("3.13.0rc1") == "a pre-release, which the schedule does not ask for")
    #expect(
      survey.why("3.14.0.dev20261120") == "a pre-release, which the schedule does not ask for")
    #expect(survey.why("3.15.0")?.contains("3.15.0.tar.gz is not a wheel") == true)
    #expect(survey.why("3.16.0")?.contains("the version has no files") == true)
    #expect(survey.why("20xx-final") == "not a PEP 440 version")
  }

  @Test("orders epochs, pre, post, dev and local versions by PEP 440 when asked for all")
  func order() async throws {
    let newest = [
      "3.10.0.dev20260101", "3.10.0a1", "3.10.0rc20260822", "3.10.0", "3.10.0+cpu", "3.10.0.post1",
      "1!0.1",
    ]
    let survey = try await survey(
      (newest.reversed() + ["3.9.0"]).flatMap { Sample.wheels($0) }, preReleases: true)
    #expect(survey.labels == newest)
  }

  @Test("chooses the most specific of the wheels that fit, and not a yanked one")
  func choice() async throws {
    let pin = Sample.pin("3.9.0", [Sample.x86: Sample.digest(Sample.wheelName("3.9.0"))])
    let files = [
      Sample.wheel("3.10.0", glibc: "manylinux_2_27"), Sample.wheel("3.10.0"),
      Sample.wheel("3.10.0", glibc: "manylinux_2_34", yanked: "true"),
      Sample.wheel("3.10.0", glibc: "manylinux_2_39"), Sample.wheel("3.9.0"),
    ]
    let survey = try await withIndex { world in
      await world.set(path, .json(Sample.page(files)))
      return try await IndexUpstream(world.index())
        .survey(Sample.question(pin: pin, targets: [Sample.x86]))
    }
    let wanted = Sample.pin("3.10.0", [Sample.x86: Sample.digest(Sample.wheelName("3.10.0"))])
    #expect(survey.candidates.map(\.pin) == [.wheel(wanted)])
  }

  @Test("is loud about a pinned file that changed")
  func changed() async throws {
    let pin = Sample.pin(
      "3.9.0",
      [Sample.x86: Sample.digest("another"), Sample.arm: Sample.digest("one more")])
    let survey = try await survey(Sample.wheels("3.9.0") + Sample.wheels("3.10.0"), pin: pin)
    let why = try #require(survey.skipped.first?.why)
    #expect(why.hasPrefix("PINNED FILE CHANGED for linux-x86_64: the pin says "))
    #expect(why.contains(Sample.digest("another").description))
    #expect(why.contains(Sample.digest(Sample.wheelName("3.9.0")).description))
    #expect(survey.labels == ["3.10.0"])
    #expect(survey.pinned == nil)
  }

  @Test("says that the pinned version is gone, was yanked, or lost a file")
  func pinned() async throws {
    let gone = try await survey(Sample.wheels("3.10.0"))
    #expect(gone.why("3.9.0")?.hasPrefix("PINNED VERSION GONE") == true)
    #expect(gone.labels == ["3.10.0"])
    let yanked = try await survey(Sample.wheels("3.9.0", yanked: "\"a bug\""))
    #expect(yanked.why("3.9.0")?.hasSuffix("was yanked: a bug") == true)
    #expect(yanked.answer == .known([]))
    let lost = try await survey([Sample.wheel("3.9.0")])
    #expect(lost.why("3.9.0")?.hasPrefix("PINNED FILE GONE for linux-aarch64") == true)
  }

  private func survey(_ files: [String], for pythons: [String]?) async throws -> Survey {
    let target = Sample.target(
      "linux-x86_64", pythons: ["cp311", "cp313"], platforms: ["manylinux_2_36_x86_64"])
    let step = PackageRecipe.Step(image: "build", script: "x", limits: ContainerLimits())
    let package = PackageRecipe(
      name: PackageName("p")!, pythons: pythons?.map { PythonTag($0)! },
      inputs: [PackageInput(component: Sample.component().name)], needs: [], build: step,
      targets: [target.name: PackageRecipe.Expectation(checks: ["install"])])
    let pin = Sample.pin("3.9.0", [target: Sample.digest(Sample.wheelName("3.9.0"))])
    return try await withIndex { world in
      await world.set(path, .json(Sample.page(files)))
      return try await IndexUpstream(world.index()).survey(
        SurveyQuestion(
          component: Sample.component(), source: .index(preReleases: false), pin: .wheel(pin),
          targets: [target], demand: PythonDemand([package])))
    }
  }

  @Test("a candidate has a file for each Python that takes it, and the pin names both")
  func pythons() async throws {
    let other = { Sample.wheel($0, python: "cp313") }
    let files = [
      Sample.wheel("3.9.0"), Sample.wheel("3.10.0"), other("3.10.0"), Sample.wheel("3.11.0"),
      other("3.12.0"),
    ]
    let both = try await survey(files, for: nil)
    #expect(both.labels == ["3.10.0"])
    #expect(
      both.candidates.first?.pin.recorded["files"]?["linux-x86_64"]?.object?.keys
        == ["cp311", "cp313"])
    #expect(
      both.why("3.11.0") == "no file for linux-x86_64 on cp313: \(Sample.wheelName("3.11.0")) "
        + "is for cp311-cp311; the target is cp313")
    #expect(both.why("3.12.0")?.hasPrefix("no file for linux-x86_64 on cp311: ") == true)
    #expect(
      both.why("3.9.0")?.hasPrefix("pinned without a file for linux-x86_64 on cp313: ") == true)
    let new = try await survey(files, for: ["cp313"])
    #expect(new.labels == ["3.10.0", "3.12.0"])
    let hash = Sample.digest("iree_base_compiler-3.12.0-cp313-cp313-manylinux_2_28_x86_64.whl")
    #expect(new.candidates.last?.pin.recorded["files"]?["linux-x86_64"]?.string == "\(hash)")
  }

  @Test("of a git component is unknown, in words that say so")
  func git() async throws {
    let pin = GitPin(revision: Revision(String(repeating: "a", count: 40))!)
    let question = SurveyQuestion(
      component: Component(
        name: ComponentName("iree")!, origin: .git(url: "https://x.example/i", branch: "main")),
      source: .head, pin: .git(pin), targets: [Sample.x86])
    let survey = try await withIndex { try await IndexUpstream($0.index()).survey(question) }
    #expect(survey.unknown?.contains("not git repositories") == true)
  }
}
