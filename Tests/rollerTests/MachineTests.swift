import Foundation
import RollerWorlds
import Testing

@Suite("On a machine that lacks something", .timeLimit(.minutes(20)))
struct MachineTests {
  @Test(
    "without a home, roller writes nowhere else, and says what to set",
    .enabled(if: MachineWorld.mayMapUsers, "this user may make no user namespace"))
  func home() throws {
    try onMachine { world throws in
      let none = ["HOME": "", "XDG_STATE_HOME": "", "XDG_CACHE_HOME": ""]
      let relative = none.merging(["XDG_STATE_HOME": "here", "XDG_CACHE_HOME": "here"]) { $1 }
      for variables in [none, relative, none.merging(["HOME": "here"]) { $1 }] {
        for command in ["status", "plan none", "forge serve", "pin iree@main"] {
          let end = try world.run(
            "exec unshare --user --map-user=54321 \"$ROLLER\" \(command)", variables: variables)
          #expect(end.code == 2, "\(command): \(end.log)")
          #expect(end.log.contains("$HOME is not set, and user 54321 has no home"))
          #expect(end.log.contains("hint: set HOME, or XDG_"))
          #expect(end.output.isEmpty)
        }
      }
      #expect(try world.strays.isEmpty)
    }
  }

  @Test("without a home, but with folders named, everything works")
  func folders() throws {
    try onMachine { world throws in
      let end = try world.run("exec \"$ROLLER\" status", variables: ["HOME": ""])
      #expect(end.code == 0, "\(end.log)")
      #expect(try world.strays.isEmpty)
    }
  }

  @Test(
    "a folder that cannot be made is named, with the variable that names another",
    arguments: [
      ("XDG_STATE_HOME", "/proc/1/nowhere", "no such file or folder"),
      ("XDG_STATE_HOME", "/dev/null/x", "a part of the path is not a folder"),
      ("XDG_CACHE_HOME", "/dev/null/x", "a part of the path is not a folder"),
      ("HOME", "/dev/null", "a part of the path is not a folder"),
    ])
  func unusable(variable: String, path: String, words: String) throws {
    try onMachine { world throws in
      let others =
        variable == "HOME" ? ["XDG_STATE_HOME": "", "XDG_CACHE_HOME": ""] : [:]
      for command in ["status", "plan none"] {
        let end = try world.run(
          "exec \"$ROLLER\" \(command)", variables: others.merging([variable: path]) { $1 })
        #expect(end.code == 5, "\(end.log)")
        #expect(end.log.contains("making \(path)") && end.log.contains(words), "\(end.log)")
        #expect(end.log.contains("hint: ") && end.log.contains("XDG_"))
        #expect(!end.log.contains("Domain"))
      }
      let doctor = try world.run(
        "exec \"$ROLLER\" doctor", variables: others.merging([variable: path]) { $1 })
      #expect(doctor.output.contains("folders: making \(path)"), "\(doctor.output)")
    }
  }

  @Test("a host that cannot be found is tried again later, by its true reason")
  func lookup() throws {
    try onMachine { world throws in
      let host = String(repeating: "a", count: 64) + ".example"
      let end = try world.run("exec \"$ROLLER\" status --forge https://\(host)/o/n")
      #expect(end.code == 5, "\(end.log)")
      #expect(end.log.contains("resolve"))
      #expect(!end.log.contains("bad argument"))
      // A mirror that is away is unknown; the forge of this machine is read all the same.
      let plan = try world.run(
        "exec \"$ROLLER\" pin iree@main -n --mirror https://sample.example/=https://\(host)/")
      #expect(plan.code == 5, "\(plan.log)")
      #expect(plan.log.contains("resolve") && !plan.log.contains("bad argument"))
    }
  }

  @Test("a limit of file sizes fails the write in words, and leaves the file as it was")
  func limit() throws {
    try onMachine { world throws in
      let before = world.release.text
      // What is told goes through pipes, which have no size.
      let log = world.cache.deletingLastPathComponent().appendingPathComponent("told").path
      let end = try world.run(
        "{ { ulimit -f 0; \"$ROLLER\" pin iree --hold 'no room'; echo $? >&3; } 2>&1 "
          + "| cat > '\(log)'; } 3>&1 | { read code; cat '\(log)' >&2; exit $code; }")
      #expect(end.code == 5, "\(end.log)")
      #expect(end.log.contains("the file would be larger than this process may write"))
      #expect(end.log.contains("ulimit -f"))
      #expect(end.output.isEmpty, "nothing was done: \(end.output)")
      #expect(world.release.text == before)
      #expect(try world.strays.isEmpty)
    }
  }

  @Test("what cannot be printed is a failure, and a reader who went away is none")
  func output() throws {
    try onMachine { world throws in
      let full = try world.run("exec \"$ROLLER\" help > /dev/full")
      #expect(full.code == 5 && full.log.contains("writing to standard output: no space left"))
      let deaf = try world.run("exec \"$ROLLER\" nonsense 2> /dev/full")
      #expect(deaf.code == 2)
      let gone = try world.run("{ \"$ROLLER\" status 2>&1; echo $? >&2; } | true")
      #expect(!gone.log.contains("132") && !gone.log.contains("Fatal"), "\(gone.log)")
    }
  }

  @Test("what a forge did not take is not told as done")
  func refused() throws {
    try onMachine { world throws in
      let end = try world.run(
        "exec \"$ROLLER\" pin iree --hold 'because' --pull-request --forge http://127.0.0.1:1/o/n")
      #expect(end.code == 5, "\(end.log)")
      #expect(end.output.isEmpty, "nothing was done: \(end.output)")
      let dry = try world.run("exec \"$ROLLER\" pin iree --hold 'because' --dry-run")
      #expect(dry.output.contains("held: because") && dry.output.contains("nothing was written"))
    }
  }

  @Test("setup tells what it set, and nothing that it could not set")
  func setup() throws {
    try onMachine { world throws in
      let lock = world.checkout.appendingPathComponent(".git/config.lock")
      try Data().write(to: lock)
      let end = try world.run(
        "exec \"$ROLLER\" setup", variables: ["XDG_DATA_HOME": world.cache.path])
      #expect(end.code != 0 && end.code != 2)
      #expect(end.output.isEmpty, "\(end.output)")
      try FileManager.default.removeItem(at: lock)
      let again = try world.run(
        "exec \"$ROLLER\" setup", variables: ["XDG_DATA_HOME": world.cache.path])
      #expect(again.code == 0 && again.output.contains("core.hooksPath"), "\(again.log)")
    }
  }

  @Test("a plan looks on while a night holds its lock; a second night does not")
  func besideANight() throws {
    try onMachine { world throws in
      // A forge is founded by what writes to it; its mirror's marks say which lock is its.
      #expect(try world.run("\"$ROLLER\" roll none").code == 3)
      let locks = world.state.appendingPathComponent("openxla-compiler-release/locks")
      let use = try #require(
        try FileManager.default.contentsOfDirectory(atPath: locks.path).first {
          $0.hasSuffix(".use")
        })
      let lock = open(
        locks.appendingPathComponent(String(use.dropLast(4))).path, O_RDWR | O_CREAT | O_CLOEXEC,
        0o644)
      defer { close(lock) }
      #expect(flock(lock, LOCK_EX) == 0)
      let name = try #require(
        try FileManager.default.contentsOfDirectory(
          atPath: world.checkout.appendingPathComponent("schedules").path
        ).first { !["components.json", "targets.json", "schema"].contains($0) })
      let schedule = String(name.dropLast(5))
      let plan = try world.run("exec \"$ROLLER\" plan \(schedule) --mirror \"$MIRROR\"")
      #expect(plan.log.contains("Asking the upstreams"), "\(plan.log)")
      #expect(!plan.log.contains("another roll"))
      let roll = try world.run("exec \"$ROLLER\" roll \(schedule) --mirror \"$MIRROR\"")
      #expect(roll.code == 5 && roll.log.contains("another roll of this forge is running"))
    }
  }
}
