import Foundation
import Testing

/// Real file systems that are full: they need a mount namespace, which some machines do not give.
@Suite(
  "A full disk is told as such, and is nobody's mistake",
  .enabled(if: MachineWorld.mayMount, "this user may mount no file system of its own"),
  .timeLimit(.minutes(20)))
struct FullDiskTests {
  private func expectToldFully(_ end: MachineWorld.End, _ place: String) {
    #expect([0, 3, 5].contains(end.code), "\(place): \(end.code) \(end.log)")
    guard end.code == 5 else { return }
    #expect(end.log.lowercased().contains("no space left on"), "\(place): \(end.log)")
    #expect(end.log.contains("free some space"), "\(place): \(end.log)")
    #expect(!end.log.contains("git checkout with a commit"))
  }

  @Test("the state", arguments: ["16k", "64k", "96k", "128k", "192k", "256k", "384k", "512k"])
  func state(size: String) throws {
    try onMachine { world throws in
      // It founds the forge, and has no such schedule then.
      let end = try world.run("exec \"$ROLLER\" roll none", onDiskOf: size, at: world.state)
      expectToldFully(end, "state of \(size)")
      if size == "16k" { #expect(end.code == 5) }
    }
  }

  @Test("the cache", arguments: ["8k", "16k", "32k", "48k", "64k"])
  func cache(size: String) throws {
    try onMachine { world throws in
      let end = try world.run(
        "exec \"$ROLLER\" pin iree@main --alone -n --mirror \"$MIRROR\"", onDiskOf: size,
        at: world.cache)
      expectToldFully(end, "cache of \(size)")
      if size == "8k" { #expect(end.code == 5) }
    }
  }

  @Test("the checkout: the file stays, and nothing is told as done")
  func checkout() throws {
    try onMachine { world throws in
      let small = world.release.world.folder.appendingPathComponent("small")
      let end = try world.run(
        """
        cp -r . '\(small.path)/release' && cd '\(small.path)/release' || exit 99
        dd if=/dev/zero of='\(small.path)/fill' bs=4k 2>/dev/null
        "$ROLLER" pin iree --hold 'no room'; code=$?
        git status --porcelain; ls -A | grep '^[.]version'; exit $code
        """, onDiskOf: "4m", at: small)
      expectToldFully(end, "checkout")
      #expect(end.code == 5)
      #expect(end.output.isEmpty, "\(end.output)")
    }
  }

  @Test("the temporary folder: no commit is made, and the pins are put back as they were")
  func temporary() throws {
    try onMachine { world throws in
      let small = world.release.world.folder.appendingPathComponent("small")
      let end = try world.run(
        "dd if=/dev/zero of=\"$TMPDIR/fill\" bs=1k 2>/dev/null; "
          + "exec \"$ROLLER\" pin iree --hold 'no room' --commit",
        onDiskOf: "16k", at: small, variables: ["TMPDIR": small.path])
      expectToldFully(end, "temporary folder")
      #expect(end.code == 5)
      #expect(end.output.isEmpty, "\(end.output)")
      #expect(end.log.contains("nothing was committed, and version_info.json is unchanged"))
      #expect(try world.release.world.git(["status", "--porcelain"]).isEmpty)
    }
  }
}
