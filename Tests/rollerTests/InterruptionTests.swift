import Foundation
import RollerWorlds
import Testing

@Suite("A command that is interrupted while it validates", .serialized, .timeLimit(.minutes(20)))
struct InterruptionTests {
  /// A release whose container engine sends `signal` to roller as soon as a container is started.
  private func release(signalling signal: String) throws -> (SampleRelease, engine: URL) {
    let release = try SampleRelease()
    let engine = release.world.folder.appendingPathComponent("podman")
    let script = """
      #!/bin/sh
      case $1 in
        --version) echo podman version 4.3.1 ;;
        image) echo \(image) ;;
        run) kill -\(signal) $PPID; exec sleep 60 ;;
      esac
      """
    try Data(script.utf8).write(to: engine)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: engine.path)
    let build = release.world.checkout.appendingPathComponent("images/linux/build.sh")
    try Data(imageScript.utf8).write(to: build)
    try release.world.git(["commit", "--quiet", "--all", "--no-verify", "--message", "Images"])
    return (release, engine)
  }

  @Test(
    "says so, with the way to go on and exit code 5", arguments: ["TERM", "INT"],
    [
      ["validate", "--package", "openxla-sources", "--target", "linux-x86_64"],
      ["roll", "nightly"],
    ])
  func interrupted(signal: String, command: [String]) throws {
    let (release, engine) = try release(signalling: signal)
    defer { release.remove() }
    let end = try RollerProcess(world: release.world).run(
      command + ["--mirror", "https://sample.example/=\(release.world.folder.path)/upstreams/"],
      changes: ["PODMAN": engine.path, "HOME": release.world.folder.path])
    #expect(end.code == 5, "\(end.output)\(end.log)")
    #expect(
      end.log.contains(
        "roller: interrupted; nothing is lost\n  hint: run the same command to continue"),
      "\(end.log)")
    #expect(!end.output.contains("could not be judged"))
  }
}

private let image = "0000000000000000000000000000000000000000000000000000000000000000"

private let imageScript = """
  #!/bin/sh
  shift 2
  list=''
  for role in "$@"; do
    list="$list\\"$role\\": {\\"tag\\": \\"x:$role\\", \\"id\\": \\"sha256:\(image)\\"}, "
  done
  echo "{$list\\"built\\": false}"
  """
