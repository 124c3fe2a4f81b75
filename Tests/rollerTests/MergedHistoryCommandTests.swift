import Foundation
import JSON
import RollerWorlds
import TestKit
import Testing

@Suite("The log commands on what was merged", .timeLimit(.minutes(20)))
struct MergedHistoryCommandTests {
  private static let first = FixtureRelease.iree
  private static let next = String(repeating: "1", count: 40)

  @Test("roller why, blame and log name who pinned beside who pressed merge")
  func names() throws {
    let world = try NightWorld("merged-history")
    defer { world.remove() }
    let main = try world.git(["branch", "--show-current"]).split(separator: "\n").first ?? "main"
    try world.git(["switch", "--quiet", "--create", "topic"])
    try world.edit("version_info.json", Self.first, Self.next)
    try world.git([
      "commit", "--quiet", "--all", "--author=Grace <grace@example.org>", "--message=Pin iree",
    ])
    let topic = try world.git(["rev-parse", "HEAD"]).prefix(40)
    try world.git(["switch", "--quiet", "\(main)"])
    try world.git(["merge", "--quiet", "--no-ff", "--message=Merge pull request #12", "topic"])
    let merge = try world.git(["rev-parse", "HEAD"]).prefix(40)
    let roller = RollerProcess(world: world)

    let why = try roller.run(["why", "iree"]).output
    #expect(why.contains("  set by       \(topic) (Grace: Pin iree)"))
    #expect(why.contains("  merged by    \(merge) (test: Merge pull request #12)"))
    let blame = try roller.run(["blame"]).output
    #expect(blame.contains("\(topic.prefix(10))  "))
    #expect(blame.contains("Grace: Pin iree, merged by test in \(merge.prefix(10))"))
    let log = try roller.run(["log", "--limit", "1"]).output
    #expect(log.contains("iree set by \(topic.prefix(10)) (Grace: Pin iree)"))
    let json = try JSONValue(parsing: Array(try roller.run(["why", "iree", "--json"]).output.utf8))
    let merged = json["set-by"]?["merged"]?.array?.first
    #expect(json["set-by"]?["commit"]?.string == String(merge))
    #expect(merged?["commit"]?.string == String(topic))
    #expect(merged?["author"]?.string == "Grace")
  }

  @Test("roller log --since lists every later commit, though an older date stands before it")
  func since() throws {
    let world = try NightWorld("since-history")
    defer { world.remove() }
    var before = Self.first
    for (day, digit) in [("2026-09-21", "1"), ("2026-09-01", "2"), ("2026-11-27", "3")] {
      let after = String(repeating: digit, count: 40)
      try world.edit("version_info.json", before, after)
      before = after
      try world.commit("Pin iree \(digit)", at: "\(day)T12:00:00Z")
    }
    let log = try RollerProcess(world: world).run(["log", "--since", "2026-09-13"]).output
    #expect(log.contains("Pin iree 3") && log.contains("Pin iree 1"))
    #expect(!log.contains("Pin iree 2"))
  }
}

extension NightWorld {
  /// A commit of all edits whose committer's clock says `date`.
  fileprivate func commit(_ message: String, at date: String) throws {
    let git = IsolatedGit(
      home: folder.path, person: "test", email: "test@invalid",
      more: ["GIT_COMMITTER_DATE": date])
    try git.runAndWait(["commit", "--quiet", "--all", "--message", message], in: checkout)
  }
}
