import Digest
import Foundation
import ReleaseModel
import Rolling
import Synchronization
import Testing

@testable import Containers

@Suite("A validation that something happens to", .serialized, .timeLimit(.minutes(20)))
struct DisturbedValidationTests {
  private let redCheck = """
    \(waitForMeddling)
    \(checkLines)
    \(checkReport("red", reason: "numbers differ"))
    exit 1
    """
  private let slowGreenCheck = "\(waitForMeddling)\n\(greenCheck)"

  @Test("a neighbour that starts, opens other recipes and clears its leftovers changes nothing")
  func neighbour() async throws {
    let release = try await TinyRelease(
      check: "\(waitForMeddling)\n[ -e /recipe/package.json ]\n\(greenCheck)")
    let cache = release.folder.url.appending(path: "cache")
    let validation = try await release.validate { _ in
      let neighbour = ContainerWorkshop(
        machine: realMachine(), cache: cache, inputs: { _ in GitSource(folder: cache) },
        now: { Timestamp(seconds: 1_763_769_600) })
      for number in 1...11 {
        let recipe = RepositoryFile(
          path: "packages/x\(number)/build.sh", bytes: [], isExecutable: false)
        _ = neighbour.open(CommitRecipes(files: [recipe], packages: [], components: []))
        try FileManager.default.createDirectory(
          at: cache.appending(path: "recipes/branch\(number)"), withIntermediateDirectories: true)
      }
      _ = try await neighbour.clearLeftovers()
    }
    #expect(validation.evidence.verdict == .green, "\(validation.evidence.log)")
  }

  @Test("a recipe that changes or goes under a check is unjudged, never red, never green")
  func recipe() async throws {
    for check in [redCheck, slowGreenCheck] {
      let release = try await TinyRelease(check: check)
      let evidence = try await release.validate { scratch in
        let file = scratch.appending(path: "recipes/packages/tiny/check.sh")
        try Data("exit 0".utf8).write(to: file)
      }.evidence
      let trouble = try #require(evidence.verdict.trouble)
      #expect(
        trouble.hasPrefix(
          "check of tiny for tiny-target: /recipe/check.sh was changed or deleted while it ran"))
    }
    let release = try await TinyRelease(check: redCheck)
    let evidence = try await release.validate { scratch in
      try FileManager.default.removeItem(at: scratch.appending(path: "recipes"))
    }.evidence
    #expect(evidence.verdict.trouble?.contains("/recipe was changed or deleted") == true)
  }

  @Test("a recipe of an earlier validation that was changed on the disk is not believed")
  func recipeBetween() async throws {
    let release = try await TinyRelease(
      check: "\(checkLines)\n\(checkReport("red", reason: "numbers differ"))\nexit 1")
    #expect(try await release.validate().evidence.verdict.trouble == nil)
    let cache = release.folder.url.appending(path: "cache")
    let walk = FileManager.default.enumerator(atPath: cache.path)
    let left = (walk?.allObjects ?? []).map { "\($0)" }.filter { $0.hasSuffix("check.sh") }
    #expect(left.isEmpty, "a validation leaves no recipe to the next one")
  }

  @Test("an input that changes under a check is unjudged, and is made anew by the next run")
  func input() async throws {
    let release = try await TinyRelease(check: redCheck)
    let entries = release.folder.url.appending(path: "cache/artifacts/entries")
    let evidence = try await release.validate { _ in
      for name in try FileManager.default.contentsOfDirectory(atPath: entries.path)
      where !name.hasSuffix(".json") {
        let file = entries.appending(path: "\(name)/made-1-py3-none-any.whl")
        let handle = try FileHandle(forWritingTo: file)
        try handle.write(contentsOf: Data("THE WHEEL".utf8))
        try handle.close()
      }
    }.evidence
    #expect(
      evidence.verdict.trouble?.contains("/in/made-1-py3-none-any.whl was changed") == true)
    let again = try await release.validate { _ in }.evidence
    #expect(again.verdict == .red(because: "check of tiny for tiny-target: numbers differ"))
    #expect(again.builds.map(\.isReused) == [false])
  }

  @Test("an input that changes under a build is unjudged, and what was built is not kept")
  func buildInput() async throws {
    let release = try await TinyRelease(build: "\(waitForMeddling)\n\(greenBuild)")
    let evidence = try await release.validate(step: "tiny-build-tiny-target") { scratch in
      let file = scratch.appending(path: "tiny-build-tiny-target/in/input-1-py3-none-any.whl")
      let handle = try FileHandle(forWritingTo: file)
      try handle.write(contentsOf: Data("THE WHEEL".utf8))
      try handle.close()
    }.evidence
    #expect(
      evidence.verdict.trouble?.hasPrefix(
        "build of tiny for tiny-target: /in/input-1-py3-none-any.whl was changed") == true)
    let entries = release.folder.url.appending(path: "cache/artifacts/entries").path
    #expect(!FileManager.default.fileExists(atPath: entries))
  }

  @Test("a cache that is deleted under a check is unjudged")
  func cacheDeleted() async throws {
    let release = try await TinyRelease(
      check: """
        touch /scratch/here; echo up; while [ -e /scratch/here ]; do sleep 0.1; done
        \(checkLines)
        \(checkReport("red", reason: "no such file"))
        exit 1
        """)
    let cache = release.folder.url.appending(path: "cache")
    let evidence = try await release.validate { _ in
      try FileManager.default.removeItem(at: cache)
    }.evidence
    #expect(evidence.verdict.trouble?.contains("changed or deleted while it ran") == true)
  }

  @Test("a check whose child is killed at the container's memory limit twice is red, and says so")
  func ownMemory() async throws {
    let release = try await TinyRelease(
      check: """
        tail -c 200m /dev/zero > /dev/null || true
        \(checkLines)
        \(checkReport("red", reason: "cc1plus failed"))
        exit 1
        """)
    let evidence = try await release.validate().evidence
    guard case .red(let why) = evidence.verdict else { return #expect(Bool(false), "\(evidence)") }
    #expect(why.contains("needs more than 64 MiB of memory: it reached its limit twice"), "\(why)")
    let oom = FileManager.default.currentDirectoryPath + "/oom"
    #expect(!FileManager.default.fileExists(atPath: oom))
  }

  @Test("a check that is red while the host runs out of memory is unjudged")
  func hostMemory() async throws {
    let count = Mutex<Int64>(0)
    let release = try await TinyRelease(
      check: "\(checkLines)\n\(checkReport("red", reason: "numbers differ"))\nexit 1",
      machine: { machine in
        machine.memoryKills = {
          count.withLock {
            $0 += 1
            return $0
          }
        }
      })
    let trouble = try #require(try await release.validate().evidence.verdict.trouble)
    #expect(trouble.contains("this machine ran out of memory"))
    let reds = release.folder.url.appending(path: "cache/artifacts/reds").path
    #expect(!FileManager.default.fileExists(atPath: reds))
  }

  @Test("a build that is red while the disk is full is unjudged, and is not known to be red")
  func disk() async throws {
    let count = Mutex(0)
    let release = try await TinyRelease(
      build: #"echo '{"schema": 1, "verdict": "red", "reason": "x"}' > /out/result.json; exit 1"#,
      freeBytes: { _ in
        count.withLock {
          $0 += 1
          return $0 == 1 ? 1 << 40 : 1 << 20
        }
      })
    let trouble = try #require(try await release.validate().evidence.verdict.trouble)
    #expect(trouble.contains("the disk was full while it ran, 1 MiB were left; free some space"))
    let reds = release.folder.url.appending(path: "cache/artifacts/reds").path
    #expect(!FileManager.default.fileExists(atPath: reds))
  }

  @Test("a red build is seen again without what a compiler cache kept, which decides nothing")
  func compilerCache() async throws {
    let release = try await TinyRelease(
      build: """
        if [ -e /ccache/poison ]; then
          echo '{"schema": 1, "verdict": "red", "reason": "x"}' > /out/result.json; exit 1
        fi
        \(greenBuild)
        """)
    let image = try await TinyImage.ready().id
    let place = release.folder.url.appending(
      path: "cache/ccache/tiny-tiny-target-\(image.dropFirst("sha256:".count).prefix(12))")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    try Data().write(to: place.appending(path: "poison"))
    #expect(try await release.validate().evidence.verdict == .green)
    #expect(CompilerCache.isEmpty(place))
  }

  @Test("an interrupted validation is unjudged, counts no build, and says that it was stopped")
  func interrupted() async throws {
    let release = try await TinyRelease(build: "echo up; while true; do sleep 1; done")
    let validator = try await release.validator()
    let (starts, start) = AsyncStream.makeStream(of: Void.self)
    let task = Task {
      defer { start.finish() }
      return await validator.validate(
        release.job,
        progress: ValidationProgress { if case .line("up", _) = $0 { start.yield() } })
    }
    for await _ in starts { break }
    task.cancel()
    let evidence = await task.value.evidence
    #expect(evidence.verdict.trouble?.hasSuffix("stopped before its end") == true)
    #expect(evidence.builds.isEmpty)
  }
}
