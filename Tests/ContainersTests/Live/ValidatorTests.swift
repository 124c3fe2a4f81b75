import Digest
import Foundation
import ReleaseModel
import Rolling
import Testing

@testable import Containers

@Suite("Validating a tiny release in real containers", .serialized, .timeLimit(.minutes(20)))
struct ValidatorTests {
  @Test("green: artifacts, checks and images are recorded, and a later process finds the files")
  func green() async throws {
    let release = try await TinyRelease()
    let validation = try await release.validate()
    let evidence = validation.evidence
    #expect(evidence.verdict == .green)
    #expect(release.stages == ["inputs", "image", "packages", "build", "check"])
    #expect(evidence.artifacts.map(\.name) == ["made-1-py3-none-any.whl"])
    #expect(evidence.checks.map(\.program) == ["audit", "install", "add"])
    #expect(evidence.image.hasPrefix("build@sha256:"))
    #expect(
      evidence.subject.recipe
        == (try await release.validator().recipe(for: release.job.target)))
    let file = try #require(validation.files["made-1-py3-none-any.whl"])
    #expect(try SHA256Digest(ofFileAt: file) == evidence.artifacts[0].digest)
    #expect(await release.workshop.artifacts(of: evidence) == validation.files)
    #expect(evidence.log.contains("build of tiny for tiny-target"))
    try expectNothingLeft(of: release)
  }

  @Test("the same inputs are not built twice, and give the same bytes")
  func again() async throws {
    let release = try await TinyRelease()
    let first = try await release.validate().evidence
    let second = try await release.validate().evidence
    #expect(second.artifacts == first.artifacts)
    #expect(second.checks.map(\.program) == first.checks.map(\.program))
    #expect(second.log.contains("the same was built before"))
    let other = try await TinyRelease().validate().evidence
    #expect(other.artifacts == first.artifacts)
  }

  @Test("red: the reason is the script's, nothing is kept")
  func red() async throws {
    let release = try await TinyRelease(
      check: "\(checkLines)\n\(checkReport("red", reason: "numbers differ"))\nexit 1")
    let validation = try await release.validate()
    #expect(
      validation.evidence.verdict
        == .red(because: "check of tiny for tiny-target: numbers differ"))
    #expect(validation.evidence.artifacts.isEmpty)
    #expect(validation.files.isEmpty)
    #expect(await release.workshop.artifacts(of: validation.evidence) == nil)
    try expectNothingLeft(of: release)
  }

  @Test("a check that ran nothing is red, even when it says green")
  func nothingRan() async throws {
    let release = try await TinyRelease(
      check: "touch /out/checks.jsonl\n\(checkReport("green"))")
    #expect(
      try await release.validate().evidence.verdict
        == .red(because: "check of tiny for tiny-target: no check ran"))
  }

  @Test(
    "what the machine or the recipe did wrong is unjudged",
    arguments: [
      ("exit 0", "exit code 0, but result.json was not written"),
      (
        "echo 'ValueError: x' >&2; exit 1",
        "exit code 1, but result.json was not written; first error: ValueError: x"
      ),
      ("exit 7", "ended with exit code 7"),
      ("ln -s /etc/passwd /out/result.json", "exit code 0, but result.json was not written"),
      (
        "echo '[' > /out/result.json",
        "exit code 0, but result.json is not JSON: "
      ),
      (
        "echo '{\"schema\": 1, \"verdict\": \"green\"}' > /out/result.json",
        "the build is green but wrote no file"
      ),
      (
        "dd if=/dev/zero of=/tmp/x bs=1M count=999\n"
          + "echo '{\"schema\": 1, \"verdict\": \"red\", \"reason\": \"x\"}' > /out/result.json; exit 1",
        "no space left on a disk of the container"
      ),
    ])
  func unjudged(build: String, reason: String) async throws {
    let release = try await TinyRelease(build: "set +e\n" + build)
    guard case .unjudged(let because) = try await release.validate().evidence.verdict else {
      Issue.record("judged")
      return
    }
    #expect(because.contains(reason), "\(because)")
    try expectNothingLeft(of: release)
  }

  @Test("a file that is not what the pin says starts no container")
  func wrongInput() async throws {
    let release = try await TinyRelease(wheel: "tampered")
    let evidence = try await release.validate().evidence
    guard case .unjudged(let because) = evidence.verdict else {
      Issue.record("judged")
      return
    }
    #expect(because.hasPrefix("fetching input for tiny-target: "))
    #expect(because.contains("pinned is \(SHA256Digest(of: "the wheel"))"))
    #expect(evidence.image == "none")
    try expectNothingLeft(of: release)
  }

  @Test("an image that cannot be made now is tried later")
  func noImage() async throws {
    let release = try await TinyRelease(image: "echo 'error: no network' >&2; exit 5")
    let evidence = try await release.validate().evidence
    #expect(
      evidence.verdict == .unjudged(because: "making the image tiny: error: no network"))
    try expectNothingLeft(of: release)
  }

  @Test("a nearly full disk is told before the work")
  func fullDisk() async throws {
    let release = try await TinyRelease(freeBytes: { _ in 5 << 20 })
    guard case .unjudged(let because) = try await release.validate().evidence.verdict else {
      Issue.record("judged")
      return
    }
    #expect(because.hasSuffix("5 MiB free, and the packages may need 64 MiB"))
    #expect(release.stages.isEmpty)
  }

  @Test("cancelling a validation leaves no container and no scratch folder")
  func cancelled() async throws {
    let release = try await TinyRelease(
      build: "echo up; trap '' TERM; while true; do sleep 1; done")
    let validator = try await release.validator()
    let (starts, start) = AsyncStream.makeStream(of: Void.self)
    let progress = ValidationProgress { note in
      if case .line("up", _) = note { start.yield() }
    }
    let task = Task {
      defer { start.finish() }
      return await validator.validate(release.job, progress: progress)
    }
    for await _ in starts { break }
    task.cancel()
    guard case .unjudged = await task.value.evidence.verdict else {
      Issue.record("judged")
      return
    }
    try expectNothingLeft(of: release)
    let running = try await containers("label=\(ContainerRun.label)=1")
    #expect(!running.contains { $0.hasSuffix("tiny-build-tiny-target") })
  }

  @Test("two validations at once share one build")
  func together() async throws {
    let release = try await TinyRelease()
    async let first = release.validate()
    async let second = release.validate()
    let logs = try await [first.evidence, second.evidence]
    #expect(logs.map(\.verdict) == [.green, .green])
    #expect(logs.count { $0.log.contains("the same was built before") } == 1)
  }

  @Test("starting up clears what a killed process left")
  func leftovers() async throws {
    let release = try await TinyRelease()
    let us = try await TinyImage.ready().engine.owner
    let dead = "\(us.process)-\(us.started + 1)-\(us.namespace).1"
    try release.folder.write("x", to: "cache/scratch/\(dead)/tiny-build/out/x")
    _ = try await release.workshop.clearLeftovers()
    try expectNothingLeft(of: release)
  }

  private func expectNothingLeft(of release: TinyRelease) throws {
    let scratch = release.folder.url.appending(path: "cache/scratch").path
    let left = (try? FileManager.default.contentsOfDirectory(atPath: scratch)) ?? []
    #expect(left.isEmpty)
  }
}
