import Foundation
import RollerWorlds
import TestKit
import Testing

@Suite("A command that edits and then does more does both or neither", .timeLimit(.minutes(20)))
struct AllOrNothingTests {
  @Test("a pin whose commit a hook refuses is not left in the file")
  func hook() throws {
    try onMachine { world throws in
      let hooks = world.cache.appendingPathComponent("hooks")
      try FileManager.default.createDirectory(at: hooks, withIntermediateDirectories: true)
      let hook = hooks.appendingPathComponent("commit-msg")
      try Data("#!/bin/sh\necho 'not on a Friday' >&2\nexit 1\n".utf8).write(to: hook)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: hook.path)
      try world.release.world.git(["config", "core.hooksPath", hooks.path])
      let end = try expectNothing(of: "pin iree --hold 'waits' --commit", in: world)
      #expect(end.code == 3 && end.log.contains("not on a Friday"), "\(end.log)")
    }
  }

  @Test("nor one whose author git does not know")
  func identity() throws {
    try onMachine { world throws in
      for key in ["user.name", "user.email"] {
        try world.release.world.git(["config", "--unset", key])
      }
      try world.release.world.git(["config", "user.useConfigOnly", "true"])
      let end = try expectNothing(of: "pin iree --hold 'waits' --commit", in: world)
      #expect(end.log.contains("user.email"), "\(end.log)")
    }
  }

  @Test(
    "a pin is put back even where nothing more can be written",
    .enabled(if: MachineWorld.mayMount, "this user may mount no file system of its own"))
  func fullDisk() throws {
    try onMachine { world throws in
      let small = world.cache.appendingPathComponent("small")
      let file = small.appendingPathComponent("release/version_info.json").path
      // The hook fills the disk, so that git has no room for a commit, nor roller for a copy.
      let end = try world.run(
        "cp -r . \(small.path)/release && cd \(small.path)/release && mkdir h && printf "
          + "'#!/bin/sh\ndd if=/dev/zero of=fill bs=1k 2>/dev/null\nexit 1\n' > h/pre-commit && "
          + "chmod +x h/pre-commit && git config core.hooksPath h && cp \(file) ../../was; "
          + "\"$ROLLER\" pin iree --hold 'no room' --commit; code=$?; "
          + "cmp \(file) ../../was || exit 99; ls -a | grep kept && exit 98; exit $code",
        onDiskOf: "24m", at: small)
      #expect([3, 5].contains(end.code), "\(end.code) \(end.output)\(end.log)")
      #expect(end.log.contains("version_info.json is unchanged"), "\(end.log)")
    }
  }

  @Test("fmt keeps the file's mode, and neither follows nor replaces a link")
  func format() throws {
    try onMachine { world throws in
      let file = world.release.file
      try Data((world.release.text + "\n\n").utf8).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)
      #expect(try world.run("exec \"$ROLLER\" fmt").code == 0)
      let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
      #expect(mode as? Int == 0o640)
      let real = world.cache.deletingLastPathComponent().appendingPathComponent("real.json")
      try Data((world.release.text + "\n\n").utf8).write(to: real)
      try FileManager.default.removeItem(at: file)
      try FileManager.default.createSymbolicLink(at: file, withDestinationURL: real)
      let before = try Data(contentsOf: real)
      let end = try world.run("exec \"$ROLLER\" fmt")
      #expect(end.code == 3 && end.log.contains("regular file"), "\(end.log)")
      #expect(try Data(contentsOf: real) == before)
    }
  }

  /// Runs a command that must fail, and expects the checkout to be as it was.
  private func expectNothing(of command: String, in world: MachineWorld) throws -> MachineWorld.End
  {
    let text = world.release.text
    let head = try world.release.world.git(["rev-parse", "HEAD"])
    let end = try world.run("exec \"$ROLLER\" \(command)")
    #expect(end.code != 0)
    #expect(!end.output.contains("written") && !end.output.contains("committed"), "\(end.output)")
    #expect(end.log.contains("nothing was committed, and version_info.json is unchanged"))
    #expect(end.log.contains("hint: "), "\(end.log)")
    #expect(world.release.text == text)
    #expect(try world.release.world.git(["rev-parse", "HEAD"]) == head)
    let lock = world.checkout.appendingPathComponent(".git/index.lock")
    if !FileManager.default.fileExists(atPath: lock.path) {
      #expect(try world.release.world.git(["status", "--porcelain"]).isEmpty)
    }
    return end
  }
}
