import Digest
import Errors
import Foundation
import JSON
import Processes
import SafeText

/// The images of the recipes, built when they are absent.
package struct ImageStore: Sendable {
  let engine: ContainerEngine
  /// The folder `images` of the recipes.
  let recipes: URL
  /// Where recipes keep what they download.
  let cache: URL
  /// How many generations of an image stay.
  let generations: Int
  /// What holds the images that are used.
  let leases: Leases

  init(
    engine: ContainerEngine, recipes: URL, cache: URL, generations: Int = 3, leases: Leases
  ) {
    self.engine = engine
    self.recipes = recipes
    self.cache = cache
    self.generations = generations
    self.leases = leases
  }

  /// The images that a target calls `name`, a folder of the recipes or a reference with a digest, for
  /// each of `roles`; what no role asks for is not made.
  package func images(
    _ name: String, roles: Set<String>, log: RunLog
  ) async throws(Failure) -> ImageSet {
    if name.contains("@sha256:") { return try await pulled(name, roles: roles) }
    guard !name.isEmpty, !name.contains("/"), !name.hasPrefix(".") else {
      throw Failure(
        .badData, doing: "looking for the image \(visibleText(name, limit: 100))",
        found: "neither a folder of images/ nor a reference with a digest",
        hint: "name a folder under images/, or write name@sha256:…")
    }
    let script = recipes.appending(path: "\(name)/build.sh")
    let lock = try await FileLock.acquire(
      cache.appending(path: "\(name).lock"), on: engine.machine.clock
    ) { await log.note("image: waiting for another builder of \(name)") }
    defer { withExtendedLifetime(lock) {} }
    let host = HostScript(machine: engine.machine, configuration: engine.configuration)
    let answer = try await host.run(
      script, ["--cache", cache.path] + roles.sorted(), limit: .seconds(1_800), log: log)
    guard answer.code == 0 else {
      throw imageFailed(name, code: answer.code, said: await log.firstError)
    }
    guard let set = ImageSet(reportedAs: answer.output) else {
      throw Failure(
        .badData, doing: "reading what \(script.path) printed",
        found: visibleText(answer.output, limit: 200),
        hint: "docs/recipes.md describes the output of build.sh: one JSON object on one line")
    }
    for image in set.images.values { try await leases.hold(lease(image.tag)) }
    try await verify(set, of: name)
    await collect(name, using: set)
    return set
  }

  private func pulled(
    _ reference: String, roles: Set<String>
  ) async throws(Failure) -> ImageSet {
    if (try? await engine.ask(["image", "exists", reference])) == nil {
      _ = try await engine.ask(["pull", "--quiet", reference])
    }
    let id = try await engine.ask(["image", "inspect", "--format", "{{.Id}}", reference])
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let image = ImageReference(tag: reference, id: "sha256:\(id)")
    let images = Dictionary(uniqueKeysWithValues: roles.map { ($0, image) })
    return ImageSet(images: images, wasBuilt: false)
  }

  /// Refuses images that are not here, or whose tags name other ones than the recipe says.
  private func verify(_ set: ImageSet, of name: String) async throws(Failure) {
    for (role, image) in set.images.sorted(by: { $0.key < $1.key }) {
      let found = try? await engine.ask(["image", "inspect", "--format", "{{.Id}}", image.tag])
      let id = "sha256:" + (found ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
      guard id != image.id else { continue }
      throw Failure(
        .unavailable, doing: "making the image \(name)",
        found: found == nil
          ? "\(image.tag), its \(role) image, is not here"
          : "\(image.tag) is \(id), and its recipe says \(image.id)",
        hint: "podman image rm --force \(image.tag), then run again: to rebuild it")
    }
  }

  /// What whoever uses the image with `tag` shares.
  private func lease(_ tag: String) -> URL {
    cache.appending(path: "leases/\(SHA256Digest(of: tag).hexadecimal.prefix(32))")
  }

  /// Removes generations that were not used for longest and are not in use.
  ///
  /// A failure costs room on the disk, so it is not worth an error.
  private func collect(_ name: String, using set: ImageSet) async {
    let file = cache.appending(path: "\(name).generations.json")
    let recorded = (try? Data(contentsOf: file)).flatMap { try? JSONValue(parsing: Array($0)) }
    let before = recorded?.array?.compactMap { $0.array?.compactMap(\.string) } ?? []
    let current = set.images.values.map(\.tag).sorted()
    let order = [current] + before.filter { $0 != current }
    guard order != before else { return }
    var kept = Array(order.prefix(generations))
    for old in order.dropFirst(generations) {
      let tags = Set(old).subtracting(kept.joined())
      let held = tags.map { FileLock.taken(lease($0)) }
      // Somebody uses it: the next one who looks may find it free.
      guard !held.contains(where: { $0 == nil }) else {
        kept.append(old)
        continue
      }
      for tag in tags { _ = try? await engine.ask(["image", "rm", tag]) }
      for lock in held { lock?.removeFile() }
    }
    let recordedNow = kept.map { JSONValue.array($0.map { .string($0) }) }
    try? WholeFile(file).write(Array(JSONValue.array(recordedNow).text().utf8))
  }

  private func imageFailed(_ name: String, code: Int32, said: String?) -> Failure {
    Failure(
      .unavailable, doing: "making the image \(name)",
      found: said ?? "build.sh ended with exit code \(code)",
      hint: code == 5
        ? "try later: it needs the network, disk space and the engine"
        : "run images/\(name)/build.sh by hand; see docs/recipes.md")
  }
}
