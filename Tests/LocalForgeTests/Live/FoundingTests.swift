import Errors
import Foundation
import HTTP
import JSON
import TestKit
import Testing

@testable import LocalForge

@Suite("ForgeCreation a forge", .timeLimit(.minutes(20)))
struct FoundingTests {
  private let folder: TemporaryFolder
  private let shell: Shell

  init() async throws {
    folder = try TemporaryFolder()
    shell = Shell(home: folder.url.path)
    try await shell.git("init", "--quiet", "-b", "main", "work", in: folder.url.path)
    try await commit("First")
  }

  private var work: String { folder.path("work") }

  @discardableResult
  private func commit(_ subject: String) async throws -> String {
    try await shell.git("commit", "--quiet", "--allow-empty", "-m", subject, in: work)
    return try await shell.git("rev-parse", "HEAD", in: work)
  }

  private func found(
    _ name: String = "forge.git", from checkout: String = "work", at now: Date = ForgeWorld.now
  ) async throws -> (LocalForge, InitialBranch?) {
    let forge = LocalForge(
      repository: folder.url.appending(path: name), owner: "local", name: "release")
    let branch = try await forge.found(
      from: URL(fileURLWithPath: folder.path(checkout)), environment: ForgeWorld.environment,
      clock: { now })
    return (forge, branch)
  }

  private func asked(_ forge: LocalForge, _ arguments: String...) async throws -> String {
    let outcome = try await shell.run("git", arguments, in: forge.repository.path)
    return outcome.output.trimmingCharacters(in: .newlines)
  }

  private func repository(_ forge: LocalForge) async throws -> JSONValue? {
    var answer: JSONValue?
    try await ForgeWorld.serve(forge, in: folder) { world async throws in
      answer = try await world.send(.get, "/repos/local/release").json
    }
    return answer
  }

  @Test("the branch main is what a forge begins with, whatever is checked out")
  func fromMain() async throws {
    let main = try await shell.git("rev-parse", "HEAD", in: work)
    try await shell.git("switch", "--quiet", "-c", "topic", in: work)
    try await commit("Not reviewed")
    let (forge, branch) = try await found()
    #expect(branch?.reason == .isNamedMain)
    #expect(branch?.note == nil)
    #expect(try await asked(forge, "rev-parse", "refs/heads/main") == main)
    #expect(try await found().1 == nil)
  }

  @Test("without a branch main it is the default branch of origin, under its own name")
  func fromOrigin() async throws {
    try await shell.git("branch", "-m", "trunk", in: work)
    let trunk = try await shell.git("rev-parse", "HEAD", in: work)
    try await shell.git("clone", "--quiet", "work", "clone", in: folder.url.path)
    let clone = folder.path("clone")
    try await shell.git("switch", "--quiet", "-c", "topic", in: clone)
    try await shell.git("branch", "--quiet", "-D", "trunk", in: clone)
    try await shell.git("commit", "--quiet", "--allow-empty", "-m", "Mine", in: clone)
    let (forge, branch) = try await found(from: "clone")
    #expect(branch?.reference == "refs/remotes/origin/trunk")
    #expect(branch?.note?.contains("origin/trunk") == true)
    #expect(try await asked(forge, "symbolic-ref", "HEAD") == "refs/heads/trunk")
    #expect(try await asked(forge, "rev-parse", "refs/heads/trunk") == trunk)
    #expect(try await repository(forge)?["default_branch"] == "trunk")
  }

  @Test("a detached commit with neither is taken as main, and that is said")
  func fromDetached() async throws {
    try await shell.git("checkout", "--quiet", "--detach", in: work)
    try await shell.git("branch", "--quiet", "-D", "main", in: work)
    let (forge, branch) = try await found()
    #expect(branch?.note?.contains("neither a branch main nor a default branch") == true)
    #expect(try await asked(forge, "symbolic-ref", "HEAD") == "refs/heads/main")
  }

  @Test("a shallow clone is refused with the command that mends it, and not as try later")
  func shallow() async throws {
    try await commit("Second")
    try await shell.git(
      "clone", "--quiet", "--depth=1", "file://\(work)", "thin", in: folder.url.path)
    do {
      _ = try await found(from: "thin")
      Issue.record("it was founded")
    } catch let error as Failure {
      #expect(error.kind == .badData)
      #expect(error.hint.contains("fetch --unshallow") == true)
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("forge.git")))
  }

  @Test("evidence and decisions come along from the checkout, the lease does not")
  func records() async throws {
    let kept = ["refs/roller/evidence", "refs/roller/decisions", "refs/roller/culprits/python"]
    for name in kept + ["refs/roller/lease"] {
      try await shell.git("update-ref", name, "HEAD", in: work)
    }
    let (forge, _) = try await found()
    let names = try await asked(forge, "for-each-ref", "--format=%(refname)", "refs/roller")
    #expect(names.split(separator: "\n").map(String.init) == kept.sorted())
  }

  @Test("a plain clone of a forge finds the evidence at its origin", arguments: [true, false])
  func recordsOfOrigin(byPath: Bool) async throws {
    try await shell.git("update-ref", "refs/roller/evidence", "HEAD", in: work)
    let evidence = try await shell.git("rev-parse", "HEAD", in: work)
    let (first, _) = try await found()
    try await ForgeWorld.serve(first, in: folder) { world async throws in
      let origin = byPath ? first.repository.path : "\(world.address)/local/release.git"
      try await shell.git("clone", "--quiet", origin, "two", in: folder.url.path)
      let (second, _) = try await found("second.git", from: "two")
      #expect(try await asked(second, "rev-parse", "refs/roller/evidence") == evidence)
    }
  }

  @Test("an origin that is away or gone costs nothing but its evidence")
  func originAway() async throws {
    for origin in ["http://127.0.0.1:1/x/y.git", folder.path("nowhere"), "https://no.invalid/x"] {
      try await shell.git("config", "remote.origin.url", origin, in: work)
      let (forge, _) = try await found("forge-\(origin.count).git")
      #expect(try await asked(forge, "for-each-ref", "refs/roller") == "")
    }
  }

  @Test("created_at is the moment of the founding, whenever it is asked for")
  func createdAt() async throws {
    let (forge, _) = try await found(at: Date(timeIntervalSince1970: 1_700_010_000))
    #expect(try await repository(forge)?["created_at"] == "2023-11-15T01:00:00Z")
    _ = try await found(at: ForgeWorld.now)
    #expect(try await repository(forge)?["created_at"] == "2023-11-15T01:00:00Z")
  }

  @Test("a forge from before that was recorded is as old as the oldest that is known of it")
  func createdEarlier() async throws {
    let (forge, _) = try await found()
    try await shell.git("config", "--unset", "roller.founded", in: forge.repository.path)
    let old = Date(timeIntervalSince1970: 1_600_000_000)
    try FileManager.default.setAttributes(
      [.modificationDate: old], ofItemAtPath: forge.repository.appending(path: "HEAD").path)
    _ = try await found()
    #expect(try await repository(forge)?["created_at"] == "2020-09-13T12:26:40Z")
  }

  @Test("a folder that git cannot read is named, with a remedy that fits")
  func damaged() async throws {
    let (forge, _) = try await found()
    try Data("rubbish".utf8).write(to: forge.repository.appending(path: "HEAD"))
    do {
      _ = try await found()
      Issue.record("it was taken")
    } catch let error as Failure {
      #expect(error.kind == .badData)
      #expect(error.hint.contains("HEAD and config") == true)
    }
  }

  @Test("our hook is renewed when it differs; a person's stays")
  func hooks() async throws {
    let (forge, _) = try await found()
    let hook = forge.repository.appending(path: "hooks/update")
    let text = try String(contentsOf: hook, encoding: .utf8)
    try Data((text + "# older\n").utf8).write(to: hook)
    _ = try await found()
    #expect(try String(contentsOf: hook, encoding: .utf8) == text)
    try Data("#!/bin/sh\nexit 0\n".utf8).write(to: hook)
    _ = try await found()
    #expect(try String(contentsOf: hook, encoding: .utf8) == "#!/bin/sh\nexit 0\n")
  }

  @Test("a replacement of objects cannot unprotect main")
  func replacements() async throws {
    let (forge, _) = try await found()
    let old = try await shell.git("rev-parse", "main", in: work)
    let tree = try await shell.git("rev-parse", "main^{tree}", in: work)
    let new = try await shell.git("commit-tree", "-m", "unrelated", tree, in: work)
    let fake = try await shell.git("commit-tree", "-p", old, "-m", "fake", tree, in: work)
    let place = forge.repository.path
    let pushed = try await shell.run(
      "git", ["push", place, "\(fake):refs/replace/\(new)"], in: work)
    #expect(pushed.status != 0)
    try await shell.git("fetch", "--quiet", work, new, fake, in: place)
    try await shell.git("update-ref", "refs/replace/\(new)", fake, in: place)
    let forced = try await shell.run("git", ["push", place, "+\(new):refs/heads/main"], in: work)
    #expect(forced.complaint.contains("only fast-forwarded"))
  }

  @Test("a forge whose default branch is renamed protects, shows and merges as before")
  func renamed() async throws {
    let (forge, _) = try await found()
    try await shell.git("branch", "-m", "main", "trunk", in: forge.repository.path)
    try await ForgeWorld.serve(forge, in: folder) { world async throws in
      let api = "/repos/local/release"
      let clone = "\(world.address)/local/release.git"
      let first = try await shell.git("rev-parse", "main", in: work)
      let second = try await commit("Second")
      try await shell.git("push", "--quiet", clone, "main:topic", in: work)
      let opened = try await world.send(
        .post, api + "/pulls",
        body: .bytes(Array(#"{"title":"t","head":"topic","base":"trunk"}"#.utf8)))
      #expect(opened.status == 201, "\(opened.text)")
      try await shell.git("push", "--quiet", clone, "main:trunk", in: work)
      let pull = try await world.send(.get, api + "/pulls/1").json
      #expect(pull["merged"] == true)
      #expect(pull["merge_commit_sha"] == .string(second))
      let rewound = try await shell.run("git", ["push", clone, "+\(first):trunk"], in: work)
      #expect(rewound.complaint.contains("only fast-forwarded"))
      #expect(try await world.send(.delete, api + "/git/refs/heads/trunk").status == 422)
      let rules = try await world.send(.get, api + "/rules/branches/trunk").json
      #expect(rules.array?.map { $0["type"] } == ["deletion", "non_fast_forward"])
      #expect(try await world.send(.get, api + "/rules/branches/main").json == [])
      #expect(try await world.send(.get, api).json["default_branch"] == "trunk")
      #expect(try await world.send(.get, "/").status == 200)
      let release = try await world.send(
        .post, api + "/releases", body: .bytes(Array(#"{"tag_name":"v1"}"#.utf8)))
      #expect(try release.json["target_commitish"] == "trunk")
    }
  }
}
