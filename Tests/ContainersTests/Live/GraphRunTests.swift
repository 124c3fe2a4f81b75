import Digest
import Foundation
import ReleaseModel
import Rolling
import Synchronization
import TestKit
import Testing

@testable import ArtifactStore
@testable import Containers

@Suite(
  "Building a small family from real repositories in real containers", .serialized,
  .timeLimit(.minutes(20)))
struct GraphRunTests {
  private let iree = SmallFamily.iree
  private let nvgpu = SmallFamily.nvgpu
  private let everything = SmallFamily.names.flatMap {
    ["\($0)-build", "\($0)-check", "\($0)-pack"]
  }

  private func builds(_ evidence: Evidence) -> [String: Bool] {
    Dictionary(
      uniqueKeysWithValues: evidence.builds.map { ($0.package.description, !$0.isReused) })
  }

  private func content(of name: String, _ validation: Validation) throws -> String {
    let file = try #require(validation.files.first { $0.key.hasPrefix("\(name)-0") })
    return try String(contentsOf: file.value, encoding: .utf8)
  }

  @Test("what did not change is not built again: not for another version, nor by another process")
  func reuse() async throws {
    let family = try await SmallFamily()
    let pins = try await family.pins()
    let first = try await family.validate(pins, in: family.workshop())
    #expect(first.evidence.verdict == .green, "\(first.evidence.log)")
    #expect(family.runs.taken() == everything.sorted())
    #expect(builds(first.evidence).values.allSatisfy { $0 })
    #expect(
      try content(of: "compiler", first) == """
        0.1.0.dev20261122001
        /needs/plugin-a/plugin-a.bin: /src/nvgpu/a/plugin.c: plugin a
        /needs/plugin-b/plugin-b.bin: /src/nvgpu/b/plugin.c: plugin b
        /src/iree/compiler/compile.c: compile

        """)

    let again = try await family.validate(pins, in: family.workshop())
    #expect(family.runs.taken() == SmallFamily.names.map { "\($0)-check" }.sorted())
    #expect(again.evidence.artifacts == first.evidence.artifacts)
    #expect(builds(again.evidence).values.allSatisfy { !$0 })

    let next = try await family.validate(
      pins, in: family.workshop(), version: "0.1.0.dev20261123001")
    #expect(next.evidence.verdict == .green)
    #expect(!family.runs.taken().contains { $0.hasSuffix("-build") })
    #expect(
      builds(next.evidence) == [
        "runtime": false, "plugin-a": false, "plugin-b": false, "compiler": false,
      ])
    #expect(try content(of: "runtime", next).hasPrefix("0.1.0.dev20261123001\n"))
  }

  @Test("a bump outside of the declared paths builds nothing, one in a plugin builds what needs it")
  func bumps() async throws {
    let family = try await SmallFamily()
    var pins = try await family.pins()
    _ = try await family.validate(pins, in: family.workshop())
    _ = family.runs.taken()
    for (component, files, built) in [
      (iree, ["README.md": "read more"], []),
      (nvgpu, ["docs/x.md": "y"], []),
      (nvgpu, ["a/plugin.c": "plugin a, better"], ["compiler-build", "plugin-a-build"]),
      (iree, ["runtime/run.c": "run faster"], ["runtime-build"]),
    ] {
      let pin = try await family.source.commit(files, to: component)
      pins = pins.moving(component, to: .git(pin))
      let validation = try await family.validate(pins, in: family.workshop())
      #expect(validation.evidence.verdict == .green)
      #expect(family.runs.taken().filter { $0.hasSuffix("-build") } == built)
      #expect(
        builds(validation.evidence).filter(\.value).keys.map { "\($0)-build" }.sorted() == built)
      guard component == iree, !built.isEmpty else { continue }
      #expect(try content(of: "compiler", validation).contains("plugin a, better"))
    }
  }

  @Test("deleting the store, or spoiling it, changes nothing but time")
  func deleted() async throws {
    let family = try await SmallFamily()
    let pins = try await family.pins()
    let first = try await family.validate(pins, in: family.workshop()).evidence
    let store = family.folder.url.appending(path: "cache/artifacts")
    let entries = try FileManager.default.contentsOfDirectory(
      at: store.appending(path: "entries"), includingPropertiesForKeys: nil)
    for entry in entries where entry.pathExtension.isEmpty {
      for name in try FileManager.default.contentsOfDirectory(atPath: entry.path)
      where name.hasSuffix(".bin") {
        try Data("spoilt".utf8).write(to: entry.appending(path: name))
      }
    }
    _ = family.runs.taken()
    let spoilt = try await family.validate(pins, in: family.workshop()).evidence
    #expect(family.runs.taken() == everything.sorted())
    #expect(spoilt.artifacts == first.artifacts)
    try FileManager.default.removeItem(at: family.folder.url.appending(path: "cache"))
    let deleted = try await family.validate(pins, in: family.workshop()).evidence
    #expect(family.runs.taken() == everything.sorted())
    #expect(deleted.artifacts == first.artifacts)
    #expect(deleted.builds.map(\.key) == first.builds.map(\.key))
  }

  @Test("what was collected from under a finished package is not built for its own sake")
  func collected() async throws {
    let family = try await SmallFamily()
    var pins = try await family.pins()
    let first = try await family.validate(pins, in: family.workshop()).evidence
    let store = ArtifactStore(cache: family.folder.url.appending(path: "cache"))
    for build in first.builds where build.package.description.hasPrefix("plugin-") {
      store.remove(build.key)
    }
    let pin = try await family.source.commit(["README.md": "?"], to: iree)
    pins = pins.moving(iree, to: .git(pin))
    _ = family.runs.taken()
    let validation = try await family.validate(pins, in: family.workshop(), chosen: ["runtime"])
    #expect(family.runs.taken() == ["runtime-check", "runtime-pack"])
    #expect(validation.evidence.builds.map(\.isReused) == [true])
  }

  @Test("two validations at once build each package once")
  func together() async throws {
    let family = try await SmallFamily()
    let pins = try await family.pins()
    async let first = family.validate(pins, in: family.workshop())
    async let second = family.validate(pins, in: family.workshop())
    let both = try await [first.evidence, second.evidence]
    #expect(both.map(\.verdict) == [.green, .green])
    #expect(both[0].artifacts == both[1].artifacts)
    let runs = family.runs.taken()
    for name in SmallFamily.names { #expect(runs.count { $0 == "\(name)-build" } == 1) }
  }

  @Test("what was red twice from the same things is not built a third time")
  func knownRed() async throws {
    let family = try await SmallFamily()
    var pins = try await family.pins()
    let recipes = family.recipes(builds: [
      "plugin-a": """
      echo '{"schema": 1, "verdict": "red", "reason": "does not compile"}' > /out/result.json; exit 1
      """
    ])
    var counts: [Int] = []
    for number in 1...3 {
      let pin = try await family.source.commit(["README.md": "\(number)"], to: iree)
      pins = pins.moving(iree, to: .git(pin))
      let evidence = try await family.validate(pins, in: family.workshop(), recipes: recipes)
        .evidence
      #expect(
        evidence.verdict == .red(because: "build of plugin-a for tiny-target: does not compile"))
      let runs = family.runs.taken()
      counts.append(runs.count { $0 == "plugin-a-build" })
      if number == 3 { #expect(runs.isEmpty) }
    }
    #expect(counts == [1, 1, 0])
    let changed = try await family.source.commit(["a/plugin.c": "other"], to: nvgpu)
    _ = try await family.validate(
      pins.moving(nvgpu, to: .git(changed)), in: family.workshop(), recipes: recipes)
    #expect(family.runs.taken().contains("plugin-a-build"))
  }

  @Test("a plugin that silently fell out is red")
  func plugin() async throws {
    let family = try await SmallFamily()
    let evidence = try await family.validate(
      try await family.pins(), in: family.workshop(),
      recipes: family.recipes(plugins: "a")
    ).evidence
    #expect(
      evidence.verdict
        == .red(
          because: "check of compiler for tiny-target: plugin b is missing: "
            + "the compiler has a"))
  }

  @Test("a path that the revision lacks is red, before anything runs")
  func missingPath() async throws {
    let family = try await SmallFamily()
    let iree = try await family.source.commit(["compiler/compile.c": "c"], to: self.iree)
    let pins = try await family.pins().moving(self.iree, to: .git(iree))
    let evidence = try await family.validate(pins, in: family.workshop()).evidence
    let label = Pin.git(iree).label
    #expect(evidence.verdict == .red(because: "runtime: iree has no runtime at \(label)"))
    #expect(family.runs.taken().isEmpty)
  }

  @Test(
    "a build that hangs is killed at its limit, its container is gone, what needs it is not run")
  func hanging() async throws {
    let family = try await SmallFamily()
    let recipes = family.recipes(builds: [
      "plugin-a": "trap '' TERM; echo 'x.c:1: error: it hangs'; while true; do sleep 1; done"
    ])
    let validation = try await family.validate(
      try await family.pins(), in: family.workshop(), recipes: recipes, seconds: 4)
    #expect(
      validation.evidence.verdict
        == .unjudged(
          because: "build of plugin-a for tiny-target: stopped at its time limit of 4 s; "
            + "first error: x.c:1: error: it hangs"))
    #expect(validation.log?.lastPathComponent == "plugin-a-build-tiny-target.log")
    let runs = family.runs.taken()
    #expect(runs.contains("runtime-check"))
    #expect(!runs.contains("compiler-build"))
    let left = try await containers("label=\(ContainerRun.label)=1")
    #expect(!left.contains { $0.hasSuffix("plugin-a-build-tiny-target") })
  }
}
