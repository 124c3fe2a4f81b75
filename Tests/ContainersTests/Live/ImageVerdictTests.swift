import Digest
import Errors
import Foundation
import Processes
import ReleaseModel
import TestKit
import Testing

@testable import ArtifactStore
@testable import Containers

@Suite(
  "Validating with an image that is not what it should be", .serialized, .timeLimit(.minutes(20)))
struct ImageVerdictTests {
  private func script(tag: String, id: String) -> String {
    """
    echo '{"build": {"tag": "\(tag)", "id": "\(id)"}, "clean": {"tag": "\(tag)", "id": "\(id)"}, \
    "built": false}'
    """
  }

  /// An image with an id of its own, made of the tiny one.
  private func ownImage() async throws -> ImageReference {
    let tiny = try await TinyImage.ready()
    let tag = "localhost/openxla-roller-test:\(UUID().uuidString.lowercased())"
    let podman = tiny.engine.program
    let command = ProcessCommand(
      executable: "/bin/sh",
      arguments: [
        "-c",
        """
        set -eu; container=$(\(podman) create \(tiny.tag) true)
        \(podman) export "$container" | \(podman) import --change 'ENV OWN=\(tag)' - \(tag) >&2
        \(podman) rm "$container" >&2; \(podman) image inspect --format '{{.Id}}' \(tag)
        """,
      ], environment: tiny.engine.environment)
    let answer = try await SubprocessRunner().answer(to: command)
    let id = answer.text.trimmingCharacters(in: .whitespacesAndNewlines)
    return ImageReference(tag: tag, id: "sha256:\(id)")
  }

  @Test("another image than its recipe says, or none, starts no container")
  func wrong() async throws {
    let tiny = try await TinyImage.ready()
    let other = "sha256:" + String(repeating: "0", count: 64)
    let wrong = try await TinyRelease(image: script(tag: tiny.tag, id: other))
    #expect(
      try await wrong.validate().evidence.verdict
        == .unjudged(
          because: "making the image tiny: \(tiny.tag) is \(tiny.id), and its recipe says \(other)"
        ))
    let never = "localhost/openxla-roller-test:never"
    let none = try await TinyRelease(image: script(tag: never, id: other))
    #expect(
      try await none.validate().evidence.verdict
        == .unjudged(because: "making the image tiny: \(never), its build image, is not here"))
    #expect(!none.stages.contains("build"))
  }

  @Test("an image that is deleted under a check is unjudged")
  func deleted() async throws {
    let engine = try await TinyImage.ready().engine
    let image = try await ownImage()
    let release = try await TinyRelease(
      check: "\(waitForMeddling)\n\(greenCheck)", image: script(tag: image.tag, id: image.id))
    let evidence = try await release.validate { _ in
      _ = try await engine.ask(["image", "rm", "--force", image.tag])
    }.evidence
    let trouble = try #require(evidence.verdict.trouble)
    #expect(trouble.contains("the image \(image.id) was deleted while it ran"), "\(trouble)")
  }

  @Test("a neighbour collects no image that a validation uses")
  func leased() async throws {
    let engine = try await TinyImage.ready().engine
    let folder = try TemporaryFolder()
    let store = ArtifactStore(cache: folder.url)
    func images(_ image: ImageReference, held: Leases) async throws {
      try folder.write(
        "#!/bin/sh\n" + script(tag: image.tag, id: image.id), to: "images/tiny/build.sh",
        executable: true)
      let log = RunLog(file: folder.url.appending(path: "log"), onLine: { _ in })
      _ = try await ImageStore(
        engine: engine, recipes: folder.url.appending(path: "images"),
        cache: folder.url.appending(path: "cache"), generations: 1, leases: held
      ).images("tiny", roles: ["build", "clean"], log: log)
    }
    let (first, second, third) = (
      try await ownImage(), try await ownImage(), try await ownImage()
    )
    let using = Leases(store, clock: ContinuousClock())
    try await images(first, held: using)
    try await images(second, held: Leases(store, clock: ContinuousClock()))
    _ = try await engine.ask(["image", "exists", first.tag])
    await using.release()
    try await images(third, held: Leases(store, clock: ContinuousClock()))
    for image in [first, second] {
      await #expect(throws: Failure.self) {
        _ = try await engine.ask(["image", "exists", image.tag])
      }
    }
    _ = try await engine.ask(["image", "rm", third.tag])
  }
}
