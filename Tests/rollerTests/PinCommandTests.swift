import Foundation
import JSON
import RollerWorlds
import Testing

@Suite("roller pin, on repositories of the sample family", .timeLimit(.minutes(20)))
struct PinCommandTests {
  @Test("moves a pin, and along what it pins itself, as one commit of one line each")
  func along() throws {
    try inRelease { release throws in
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o640], ofItemAtPath: release.file.path)
      let end = try release.roller("pin", "openxla-pjrt-plugin", "--commit")
      #expect(end.code == 0, "\(end.log)")
      #expect(end.output.contains("7 commits forward"))
      #expect(end.output.contains("along with openxla-pjrt-plugin"))
      let head = try release.upstream("openxla-pjrt-plugin", "rev-parse", "main")
      #expect(try release.pinned("openxla-pjrt-plugin") == head)
      for name in ["iree", "xla", "jax"] {
        let recorded = try release.upstream("openxla-pjrt-plugin", "show", "main:sync_deps.py")
        let pin = try #require(try release.pinned(name))
        #expect(recorded.contains(pin))
      }
      let mode = try FileManager.default.attributesOfItem(atPath: release.file.path)
      #expect(mode[.posixPermissions] as? Int == 0o640)
      let message = try release.world.git(["log", "-1", "--format=%B"])
      #expect(message.hasPrefix("Roll openxla-pjrt-plugin"))
      #expect(message.contains("\nPin-Set: sha256:"))
      #expect(try release.world.git(["diff", "--numstat", "HEAD~1"]).hasPrefix("4\t4\t"))
      #expect(try release.world.git(["status", "--porcelain"]).isEmpty)
    }
  }

  @Test("finds commits by tag, day, count and the beginning of an id")
  func aims() throws {
    try inRelease { release throws in
      let id = { (name: String) throws in try release.upstream("iree", "rev-parse", name) }
      let line = try release.upstream("iree", "rev-list", "--first-parent", "main")
        .split(separator: "\n").map(String.init)
      let pinned = try #require(try release.pinned("iree"))
      let start = try #require(line.firstIndex(of: pinned))
      let day = try release.upstream("iree", "log", "-1", "--format=%cs", line[start - 5])
      let last = try release.upstream(
        "iree", "rev-list", "-1", "--first-parent", "--before=\(day)T23:59:59Z", "main")
      let tag = try #require(
        try release.upstream("iree", "tag", "--contains", line[start - 1]).split(separator: "\n")
          .first.map(String.init))
      for (text, expected) in [
        ("iree@main", try id("main")), ("iree@\(tag)", try id("\(tag)^{commit}")),
        ("iree+4", line[start - 4]), ("iree@\(line[start - 6].prefix(12))", line[start - 6]),
        ("iree@{\(day)}", last), ("iree@\(line[start - 2])", line[start - 2]),
      ] {
        let end = try release.roller("pin", text, "--dry-run", "--json", "--alone")
        #expect(end.code == 0, "\(text): \(end.log)")
        let found = try JSONValue(parsing: end.output)["moves"]?.array?.first
        #expect(found?["to"]?["revision"]?.string == expected, "\(text)")
      }
      #expect(try release.world.git(["status", "--porcelain"]).isEmpty)
    }
  }

  @Test("refuses what is not forward or not upstream's, says what it is, and writes nothing")
  func refusals() throws {
    try inRelease { release throws in
      let pinned = try #require(try release.pinned("iree"))
      let stray = try release.upstream(
        "iree", "-c", "user.name=x", "-c", "user.email=x@y", "commit-tree", "-m", "Fixes #1", "-p",
        pinned, "\(pinned)^{tree}")
      try release.upstream("iree", "update-ref", "refs/heads/side", stray)
      try release.upstream(
        "iree", "-c", "user.name=x", "-c", "user.email=x@y", "tag", "-a", "-m", "one", "heavy",
        "main")
      let tag = try release.upstream("iree", "rev-parse", "heavy")
      let head = try release.upstream("iree", "rev-parse", "main")
      let tree = try release.upstream("iree", "rev-parse", "main^{tree}")
      let nothing = String(repeating: "12345678", count: 5)
      for (text, code, words) in [
        ("iree-2", 4, "--allow-downgrade"), ("iree@\(stray)", 4, "not reachable from main"),
        ("iree@side", 4, "not reachable from main"),
        ("iree@\(tag)", 4, "its commit is \(head)"),
        ("iree@\(tree)", 4, "is a tree"), ("iree@\(nothing)", 6, "has no commit \(nothing)"),
        ("iree@nosuchname", 6, "there is no tag or branch"), ("iree+9999", 3, "leaves the branch"),
        ("ireee", 2, "did you mean \"iree\""), ("iree=1.0", 2, "it is a repository"),
      ] as [(String, Int32, String)] {
        let end = try release.roller("pin", text)
        #expect(end.code == code, "\(text): \(end.log)")
        #expect(end.log.contains(words), "\(text): \(end.log)")
      }
      #expect(try release.world.git(["status", "--porcelain"]).isEmpty)
      let back = try release.roller("pin", "iree-2", "--allow-downgrade", "red on arm", "--commit")
      #expect(back.code == 0, "\(back.log)")
      #expect(
        try release.world.git(["log", "-1", "--format=%B"])
          .contains("\nDowngrade-Reason: red on arm\n"))
    }
  }

  @Test("asked twice there is one branch, one commit and one pull request, and people merge it")
  func pullRequest() throws {
    try inRelease { release throws in
      var pages: [String?] = []
      for _ in 0..<2 {
        let end = try release.roller("pin", "iree+4", "xla+1", "--pull-request", "--json")
        #expect(end.code == 0, "\(end.log)")
        pages.append(try JSONValue(parsing: end.output)["pull-request"]?.string)
      }
      #expect(pages.allSatisfy { $0?.hasSuffix("/pull/1") == true })
      let heads = try release.world.asked(["for-each-ref", "--format=%(refname)", "refs/heads"])
      #expect(heads == ["refs/heads/main", "refs/heads/pin/iree+xla"])
      #expect(try release.world.asked(["rev-list", "main..pin/iree+xla"]).count == 1)
      let message = try release.world.asked(["log", "-1", "--format=%s", "pin/iree+xla"])
      #expect(message == ["Roll iree and xla (by hand)"])
      // The checkout is left as it is: its pins come back with the merge.
      #expect(try release.world.git(["status", "--porcelain"]).isEmpty)
    }
  }

  @Test("an unlanded change is looked for where it lies, and never written")
  func unlanded() throws {
    try inRelease { release throws in
      let fork = release.world.folder.appendingPathComponent("fork")
      try release.world.git(
        ["clone", "--quiet", "\(release.world.folder.path)/upstreams/iree.git", fork.path],
        in: release.world.folder)
      let absent = try release.roller("try", "iree=\(fork.path)@nosuchbranch")
      #expect(absent.code == 6, "\(absent.log)")
      #expect(absent.log.contains("no reference has this name"))
      let none = try release.roller("try", "iree=\(fork.path)-x")
      #expect(none.code == 2)
      #expect(try release.roller("try", "iree").code == 2)
      let local = try release.roller("try", "iree=http://127.0.0.1/x@main")
      #expect(local.code == 2)
      #expect(try release.world.git(["status", "--porcelain"]).isEmpty)
    }
  }

  private func inRelease(_ body: (SampleRelease) throws -> Void) throws {
    let release = try SampleRelease()
    defer { release.remove() }
    try body(release)
  }
}
