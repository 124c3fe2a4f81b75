import Digest
import Errors
import Foundation
import Processes

@testable import Containers

/// An image that holds a static busybox and nothing else, made without any network.
struct TinyImage {
  let engine: ContainerEngine
  let tag: String
  let id: String

  /// Made once for all tests; a missing tool fails with its remedy.
  static func ready() async throws -> TinyImage { try await made.value }

  private static let made = Task { try await make() }

  private static func make() async throws -> TinyImage {
    let machine = realMachine()
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "containers-tests-\(getuid())")
    let engine = try await ContainerEngine.find(on: machine, writingTo: folder)
    guard let busybox = machine.searchPath.program("/bin/busybox") else {
      throw Failure(
        .unavailable, doing: "making the image of the tests", found: "no /bin/busybox",
        hint: "apt-get install -y busybox-static")
    }
    let digest = try SHA256Digest(ofFileAt: URL(filePath: busybox))
    let tag = "localhost/openxla-roller-test:2-\(digest.hexadecimal.prefix(12))"
    if (try? await engine.ask(["image", "exists", tag])) == nil {
      try await build(tag, from: busybox, in: folder, engine: engine)
    }
    let id = try await engine.ask(["image", "inspect", "--format", "{{.Id}}", tag])
      .trimmingCharacters(in: .whitespacesAndNewlines)
    return TinyImage(engine: engine, tag: tag, id: "sha256:\(id)")
  }

  private static func build(
    _ tag: String, from busybox: String, in folder: URL, engine: ContainerEngine
  ) async throws {
    let script = """
      set -eu
      root=$(mktemp -d); trap 'rm -rf "$root"' EXIT
      mkdir -p "$root/bin" "$root/tmp" "$root/proc" "$root/sys" "$root/dev" "$root/etc"
      chmod 1777 "$root/tmp"
      cp \(busybox) "$root/bin/busybox"
      for tool in $("$root/bin/busybox" --list); do
        [ "$tool" = busybox ] || ln -sf busybox "$root/bin/$tool"
      done
      tar -C "$root" -cf - . | \(engine.program) import - \(tag)
      """
    let command = ProcessCommand(
      executable: "/bin/sh", arguments: ["-c", script], environment: engine.environment)
    let answer = try await engine.machine.runner.answer(to: command)
    guard answer.succeeded else {
      throw Failure(
        .unavailable, doing: "making the image of the tests", found: answer.complaint,
        hint: "apt-get install -y podman runc catatonit")
    }
  }
}
