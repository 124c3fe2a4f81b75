import ReleaseModel
import TestKit
import Testing

/// What the one reader of `package.json` makes of it, for `roller check` and for whoever builds.
@Suite("The reader of package.json", .timeLimit(.minutes(5)))
struct PackageReadingTests {
  private let runtime = PackageName("runtime")!
  private let linux = TargetName("linux")!

  /// The package `runtime` of a valid release after `edits` of its file.
  private func read(_ edits: (String, String)...) throws -> PackageRecipe {
    var files = try Fixtures.valid.files(of: "package-flavours")
    let path = "packages/runtime/package.json"
    var text = String(decoding: try #require(files[path]), as: UTF8.self)
    for (old, new) in edits { text = try text.edited(old, to: new) }
    files[path] = Array(text.utf8)
    return try #require(ReleaseConfiguration.read(files: files).packages[runtime])
  }

  private static let checked = (
    "\"targets\": { \"linux\": { \"build-only\": true } }",
    """
    "check": { "image": "clean", "script": "check.py",
      "limits": { "memory-mib": 64, "pids": 16, "minutes": 1, "disk-mib": 64 } },
    "devices": { "cuda": { "flags": [[]] }, "vmvx": { "flags": [[]] } },
    "targets": { "linux": {
      "host-target": "linux",
      "checks": [
        { "package": ["install"] },
        { "via": "python", "programs": ["add", "mlp"], "devices": ["vmvx", "cuda"] }
      ],
      "optional": { "mlp/cuda/python": "no device" }
    } }
    """
  )

  @Test("every limit that check accepts is the limit that a build gets")
  func limits() throws {
    let plain = try read()
    #expect(plain.build.limits == ContainerLimits(memory: 4_096, processes: 256))
    let given = try read(
      (
        "\"disk-mib\": 4096",
        "\"disk-mib\": 64, \"files\": 2000000, \"output-mib\": 1, \"tmp-mib\": 1048576, \"cpus\": 3"
      ), ("\"minutes\": 10", "\"minutes\": 1440"))
    #expect(
      given.build.limits
        == ContainerLimits(
          memory: 4_096, processes: 256, cores: 3, time: .seconds(86_400), disk: 64,
          files: 2_000_000, output: 1, temporary: 1_048_576))
  }

  @Test("a limit that check refuses reaches no build", arguments: ["files", "seconds", "memory"])
  func noSuchLimit(key: String) throws {
    let mistakes = try #require(throws: Mistakes.self) {
      try read(("\"disk-mib\": 4096", "\"disk-mib\": 4096, \"\(key)\": 1"))
    }
    #expect(mistakes.all.count == 1)
  }

  @Test("checks are the package's own and the products of programs and devices")
  func checks() throws {
    let expected = try #require(try read(Self.checked).targets[linux])
    #expect(
      expected.checks == [
        "install", "add/vmvx/python", "mlp/vmvx/python", "add/cuda/python", "mlp/cuda/python",
      ])
    #expect(expected.optional == ["mlp/cuda/python"])
    #expect(expected.host == linux)
    #expect(!expected.isBuildOnly)
  }

  @Test("an optional check that is not a check, and a check named twice, are mistakes")
  func strangeChecks() throws {
    let mistakes = try #require(throws: Mistakes.self) {
      try read(
        Self.checked, ("mlp/cuda/python", "mlp/cuda/pyton"),
        (
          "{ \"package\": [\"install\"] },",
          "{ \"package\": [\"install\"] }, { \"package\": [\"install\"] },"
        ))
    }
    let text = "\(mistakes)"
    #expect(text.contains("did you mean \"mlp/cuda/python\"?"), "\(text)")
    #expect(text.contains("\"install\" twice"), "\(text)")
    #expect(mistakes.all.count == 2)
  }
}
