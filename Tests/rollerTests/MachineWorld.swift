import Foundation
import RollerWorlds
import TestKit

/// A release of the sample family, on a machine that can be made to lack something.
struct MachineWorld {
  /// What a finished process left.
  struct End {
    let code: Int32
    let output: String
    let log: String
  }

  let release: SampleRelease

  init() throws { release = try SampleRelease() }

  func remove() { release.remove() }

  var checkout: URL { release.world.checkout }
  var cache: URL { release.world.folder.appendingPathComponent("cache") }
  var state: URL { release.world.folder.appendingPathComponent("state") }

  /// Runs `script` by a shell in the checkout, where `$ROLLER` is the binary and `$MIRROR` what stands in
  /// for upstreams.
  ///
  /// `variables` differ from those of a healthy machine; an empty one is taken away.
  func run(_ script: String, variables: [String: String] = [:]) throws -> End {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = checkout
    process.environment = healthy.merging(variables) { $1 }.filter { !$1.isEmpty }
    let files = ["out", "err"].map { release.world.folder.appendingPathComponent($0) }
    for file in files { try Data().write(to: file) }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    let said = try files.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return End(code: process.terminationStatus, output: said[0], log: said[1])
  }

  /// The same in a mount namespace of its own, where a file system of `size` lies at `folder`.
  func run(
    _ script: String, onDiskOf size: String, at folder: URL, variables: [String: String] = [:]
  ) throws -> End {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var variables = variables
    variables["SCRIPT"] = script
    return try run(
      "exec unshare --map-root-user --mount sh -c "
        + "'mount -t tmpfs -o size=\(size) none \"$0\" && exec sh -c \"$SCRIPT\"' '\(folder.path)'",
      variables: variables)
  }

  /// What the working tree has that git does not know.
  var strays: String {
    get throws { try release.world.git(["status", "--porcelain", "--ignored"]) }
  }

  /// Whether this user may mount a small file system for a process of ours, which shows a full disk.
  static let mayMount = succeeds(
    "unshare --map-root-user --mount sh -c 'mount -t tmpfs -o size=16k none /tmp'")

  /// Whether a process can be given a user that the machine's list of users does not have.
  static let mayMapUsers = succeeds("unshare --user --map-user=54321 true")

  private static func succeeds(_ script: String) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  private var healthy: [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin",
      "HOME": release.world.folder.path, "XDG_STATE_HOME": state.path, "XDG_CACHE_HOME": cache.path,
      "GIT_CONFIG_NOSYSTEM": "1", "CI": "1", "ROLLER": Self.roller,
      "MIRROR": "https://sample.example/=\(release.world.folder.path)/upstreams/",
      // No index answers here, and none is asked.
      "PIP_INDEX_URL": "http://127.0.0.1:1/simple/", "PIP_CONFIG_FILE": "/dev/null",
    ]
  }

  private static var roller: String { OwnRepository.roller.path }
}

/// Runs `body` with a machine of its own, which is gone afterwards.
func onMachine(_ body: (MachineWorld) throws -> Void) throws {
  let world = try MachineWorld()
  defer { world.remove() }
  try body(world)
}
