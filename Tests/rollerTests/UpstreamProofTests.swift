import Foundation
import JSON
import RollerWorlds
import Testing

@Suite("What is proved of a pin, on repositories of the sample family", .timeLimit(.minutes(20)))
struct UpstreamProofTests {
  private static let nothing = String(repeating: "12345678", count: 5)

  @Test("a folder of mirrors proves to hooks and checks what a host would")
  func folder() throws {
    try inRelease { release throws in
      let pinned = try #require(try release.pinned("iree"))
      try pin("iree", try release.upstream("iree", "rev-parse", "\(pinned)~2"), in: release)
      let back = try hook("pre-commit", in: release)
      #expect(back.code == 0 && back.log.contains("iree goes back"), "\(back.log)")
      try release.world.git(["commit", "--quiet", "--all", "--message", "Move iree"])
      let check = try roller(["check", "--commit", "HEAD"], in: release)
      #expect(check.code == 4 && check.output.contains("iree goes back"), "\(check.output)")
    }
  }

  @Test("an id that is no commit of the branch is called what it is", arguments: [false, true])
  func places(asksUpstream: Bool) throws {
    try inRelease { release throws in
      let pinned = try #require(try release.pinned("iree"))
      let who = ["-c", "user.name=x", "-c", "user.email=x@y"]
      let stray = try git(
        release, who + ["commit-tree", "-m", "x", "-p", pinned, "\(pinned)^{tree}"])
      _ = try git(release, ["update-ref", "refs/heads/side", stray])
      _ = try git(release, who + ["tag", "-a", "-m", "one", "heavy", "main"])
      let head = try release.upstream("iree", "rev-parse", "main")
      for (id, code, words) in [
        (stray, 4, "which is not on the branch main"),
        (
          try release.upstream("iree", "rev-parse", "heavy"), 4,
          "which is an annotated tag; its commit is \(head)"
        ),
        (
          try release.upstream("iree", "rev-parse", "main^{tree}"), 4, "which is a tree of upstream"
        ),
        (
          Self.nothing, asksUpstream ? 6 : 0,
          asksUpstream ? "which upstream does not have" : "could not check that upstream has"
        ),
        (head, 0, ""),
      ] as [(String, Int32, String)] {
        try pin("iree", id, in: release)
        let options = asksUpstream ? ["--ask-upstream"] : []
        let end = try roller(["check", "--staged"] + options, in: release)
        #expect(end.code == code, "\(id): \(end.output)\(end.log)")
        #expect(words.isEmpty || end.output.contains(words), "\(end.output)")
        #expect(end.output.contains("all is well") == (code == 0))
      }
    }
  }

  @Test("a hook refuses when a mirror is there and cannot be read, and passes where there is none")
  func unreadable() throws {
    try inRelease { release throws in
      try pin("iree", try release.upstream("iree", "rev-parse", "main"), in: release)
      let none = try hook("pre-commit", in: release, mirrors: "")
      #expect(none.code == 0)
      #expect(none.log.contains("could not check that upstream has the new revision of iree"))
      let upstreams = release.world.folder.path + "/upstreams"
      for mirrors in ["https://sample.example/=/nowhere/", "https://sample.example/"] {
        let end = try hook("pre-commit", in: release, mirrors: mirrors)
        #expect(end.code == 5 && end.log.contains("ROLLER_MIRRORS"), "\(end.log)")
      }
      try empty(URL(fileURLWithPath: upstreams + "/iree.git/objects"))
      let damaged = try hook("pre-commit", in: release)
      #expect(damaged.code == 5 && damaged.log.contains("cannot be read"), "\(damaged.log)")
      #expect(damaged.log.contains("hint: "))
    }
  }

  @Test("a damaged mirror of our own refuses, and the remedy that is told works")
  func damagedCache() throws {
    try inRelease { release throws in
      #expect(try release.roller("pin", "iree+1", "--dry-run").code == 0)
      try pin("iree", try release.upstream("iree", "rev-parse", "main"), in: release)
      // Nothing stands in for the host any more, but its mirror is here, under the mark of the folder.
      let upstreams = release.world.folder.path + "/upstreams"
      try FileManager.default.moveItem(
        atPath: upstreams + "/iree.git", toPath: upstreams + "/gone.git")
      #expect(try hook("pre-commit", in: release).code == 0)
      let mirrors = release.world.folder.appendingPathComponent(
        "cache/openxla-compiler-release/mirrors/sample.example")
      let name = try #require(
        try FileManager.default.contentsOfDirectory(atPath: mirrors.path).first {
          $0.hasPrefix("iree@") && $0.hasSuffix(".git")
        })
      try empty(mirrors.appendingPathComponent("\(name)/objects"))
      let end = try hook("pre-commit", in: release)
      #expect(end.code == 5 && end.log.contains("hint: delete "), "\(end.log)")
      try FileManager.default.removeItem(at: mirrors.appendingPathComponent(name))
      #expect(try hook("pre-commit", in: release).code == 0)
    }
  }

  @Test("the required check passes nothing that it could not ask, and names each")
  func unreachable() throws {
    try inRelease { release throws in
      for name in ["iree", "xla"] {
        try pin(name, try release.upstream(name, "rev-parse", "main"), in: release)
      }
      try release.world.git(["commit", "--quiet", "--all", "--message", "Move"])
      let nobody = "https://sample.example/=http://127.0.0.1:1/"
      let check = ["check", "--range", "HEAD~1..HEAD", "--ask-upstream"]
      let end = try roller(check, in: release, mirrors: nobody)
      #expect(end.code == 5, "\(end.output)\(end.log)")
      #expect(!end.output.contains("all is well"))
      for name in ["iree", "xla"] {
        #expect(end.output.contains("/pins/\(name)/revision"), "\(end.output)")
      }
      #expect(end.output.contains("could not be looked up"))
      let good = try roller(check, in: release)
      #expect(good.code == 0 && good.output.contains("all is well"), "\(good.output)\(good.log)")
      let nothing = try roller(["check", "--ask-upstream"], in: release)
      #expect(nothing.code == 2 && nothing.log.contains("--range"), "\(nothing.log)")
    }
  }

  @Test("a label or a date that is not the revision's is a mistake, without asking anybody")
  func names() throws {
    try inRelease { release throws in
      let head = try release.upstream("iree", "rev-parse", "main")
      let day = try release.upstream("iree", "log", "-1", "--format=%cd", "--date=format:%F", head)
      try release.upstream("iree", "tag", "v9", head)
      try release.upstream("iree", "tag", "v8", "\(head)~1")
      for (label, date, code, words) in [
        ("v9", day, 0, "all is well"), (nil, day, 0, "all is well"), ("v9", nil, 0, "all is well"),
        ("v8", day, 3, "called \"v8\", which is the tag of"),
        ("v9", "2001-02-03", 3, "expected \"\(day)\""), ("no-such-tag", day, 0, "all is well"),
      ] as [(String?, String?, Int32, String)] {
        try pin("iree", head, label: label, date: date, in: release)
        let end = try roller(["check", "--staged"], in: release)
        #expect(end.code == code, "\(label ?? "-") \(date ?? "-"): \(end.output)\(end.log)")
        #expect(end.output.contains(words), "\(end.output)")
      }
      try pin("iree", head, label: "v9", date: day, in: release)
      try release.world.git(["commit", "--quiet", "--all", "--message", "Move iree"])
      try pin("iree", head, label: "v9.9", date: day, in: release)
      let renamed = try roller(["check", "--staged", "--ask-upstream"], in: release)
      #expect(renamed.code == 3, "\(renamed.output)")
      #expect(renamed.output.contains("\"v9.9\", which is not a tag of upstream"))
      try pin("iree", head, label: "v8", date: day, in: release)
      #expect(try hook("pre-commit", in: release).code == 3)
    }
  }

  @Test("a merge keeps no side unseen when one of them went back")
  func merge() throws {
    try inRelease { release throws in
      let line = try release.upstream("iree", "rev-list", "--first-parent", "main")
        .split(separator: "\n").map(String.init)
      let base = try file(release, "base", iree: line[5])
      for (ours, theirs, words) in [
        (line[7], line[2], "ours goes back from"), (line[2], line[7], "theirs goes back from"),
        (line[7], line[8], "both sides go back from"),
      ] {
        let ours = try file(release, "ours", iree: ours)
        let end = try roller(
          [
            "merge-driver", base, ours, try file(release, "theirs", iree: theirs),
            "version_info.json",
          ],
          in: release)
        #expect(end.code != 0 && end.log.contains(words), "\(end.log)")
        #expect(try String(contentsOfFile: ours, encoding: .utf8).contains("<<<<<<< ours"))
      }
      let ours = try file(release, "ours", iree: line[3])
      let theirs = try file(release, "theirs", iree: line[2])
      let words = ["merge-driver", base, ours, theirs, "version_info.json"]
      let unknown = try roller(words, in: release, mirrors: "")
      #expect(unknown.code != 0 && unknown.log.contains("no mirror of it"), "\(unknown.log)")
      let again = try file(release, "ours", iree: line[3])
      let end = try roller(words, in: release)
      #expect(end.code == 0 && end.log.contains("moved forward: iree"), "\(end.log)")
      #expect(try String(contentsOfFile: again, encoding: .utf8).contains(line[2]))
    }
  }
}

extension UpstreamProofTests {
  private func inRelease(_ body: (SampleRelease) throws -> Void) throws {
    let release = try SampleRelease()
    defer { release.remove() }
    try body(release)
  }

  /// Runs roller with the upstreams' folder named by the variable, as hooks have it.
  private func roller(
    _ arguments: [String], in release: SampleRelease, mirrors: String? = nil
  ) throws -> RollerProcess.End {
    let folder = "https://sample.example/=\(release.world.folder.path)/upstreams/"
    return try RollerProcess(world: release.world).run(
      arguments,
      changes: ["ROLLER_MIRRORS": mirrors ?? folder, "HOME": release.world.folder.path])
  }

  private func hook(
    _ name: String, in release: SampleRelease, mirrors: String? = nil
  ) throws -> RollerProcess.End {
    try roller(["hook", name], in: release, mirrors: mirrors)
  }

  private func empty(_ folder: URL) throws {
    try FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func git(_ release: SampleRelease, _ arguments: [String]) throws -> String {
    let folder = release.world.folder.appendingPathComponent("upstreams/iree.git")
    return try release.world.git(arguments, in: folder)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Stages a pin of `name`, as a hand edit makes it.
  private func pin(
    _ name: String, _ revision: String, label: String? = nil, date: String? = nil,
    in release: SampleRelease
  ) throws {
    let text = edited(release.text, name, revision, label: label, date: date)
    try text.write(to: release.file, atomically: true, encoding: .utf8)
    try release.world.git(["add", "version_info.json"])
  }

  private func file(
    _ release: SampleRelease, _ name: String, iree revision: String
  ) throws -> String {
    let path = release.world.folder.appendingPathComponent("\(name).json").path
    try edited(release.text, "iree", revision).write(
      toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  private func edited(
    _ text: String, _ name: String, _ revision: String, label: String? = nil, date: String? = nil
  ) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard line.contains("\"\(name)\": {") else { return String(line) }
      let rest =
        (label.map { ", \"label\": \"\($0)\"" } ?? "")
        + (date.map { ", \"date\": \"\($0)\"" } ?? "")
      return "    \"\(name)\": { \"revision\": \"\(revision)\"\(rest) }"
        + (line.hasSuffix(",") ? "," : "")
    }.joined(separator: "\n")
  }
}
