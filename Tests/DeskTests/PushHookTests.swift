import Foundation
import Git
import TestKit
import Testing

@testable import Desk

@Suite("Hooks around a push", .timeLimit(.minutes(20)))
struct PushHookTests {
  private static let nothing = String(repeating: "0", count: 40)

  private func push(
    _ world: DeskWorld, _ side: GitHook, _ name: String, from old: String?, to new: String?
  ) throws -> HookEnd {
    let (old, new) = (old ?? Self.nothing, new ?? Self.nothing)
    let line = side == .prePush ? "\(name) \(new) \(name) \(old)" : "\(old) \(new) \(name)"
    return try world.hook(side, "origin", "url", input: line + "\n")
  }

  @Test(
    "a good push passes; a forced or deleted main and a moved tag do not",
    arguments: [GitHook.prePush, .preReceive])
  func rules(side: GitHook) throws {
    let world = try DeskWorld()
    let old = try world.git("rev-parse", "HEAD")
    try world.pin("iree", digit: "d")
    try world.git("commit", "--quiet", "--all", "--message", "Move")
    let new = try world.git("rev-parse", "HEAD")
    let main = "refs/heads/main"
    let good = try push(world, side, main, from: old, to: new)
    #expect(good.exitCode == 0, "\(good.mistakes)")
    #expect(try push(world, side, main, from: new, to: old).mistakes.contains("forced push"))
    #expect(try push(world, side, main, from: new, to: nil).mistakes.contains("only grows"))
    let tag = "refs/tags/v0.1.0.dev20261122001"
    #expect(try push(world, side, tag, from: old, to: new).mistakes.contains("stays where it is"))
  }

  @Test(
    "a push brings what no hook saw, and it is seen", arguments: [GitHook.prePush, .preReceive])
  func unseen(side: GitHook) throws {
    let world = try DeskWorld()
    let old = try world.git("rev-parse", "HEAD")
    try world.edit("version_info.json", FixtureRelease.iree, "main")
    try world.git("commit", "--quiet", "--all", "--message", "Bad")
    try world.edit("version_info.json", "\"main\"", "\"\(FixtureRelease.iree)\"")
    try world.git("commit", "--quiet", "--all", "--message", "Good again")
    let end = try push(
      world, side, "refs/heads/topic", from: old, to: try world.git("rev-parse", "HEAD"))
    #expect(end.exitCode != 0 && end.mistakes.contains("/pins/iree/revision"))
    let check = try ScopeCheck(.range(base: "HEAD~2", tip: "HEAD"), in: world.place())
      .result { _ in [:] }
    #expect(check.commits.count == 2 && check.all.exitCode == end.exitCode)
    let last = try ScopeCheck(.commit("HEAD"), in: world.place()).result { _ in [:] }
    #expect(last.told == "1 commit" && last.commits.count == 1)
  }

  @Test("a tag must be what version_info.json says", arguments: [GitHook.prePush, .preReceive])
  func tags(side: GitHook) throws {
    let world = try DeskWorld()
    for (name, isAnnotated, says) in [
      ("v9.9.9", true, "package-version"), ("v0.1.0", false, "annotated"),
      ("v0.1", true, "MAJOR.MINOR.PATCH"),
    ] {
      try world.shell.runAndWait(
        ["tag"] + (isAnnotated ? ["--annotate", "--message", "x"] : []) + [name],
        in: world.checkout)
      let id = try world.git("rev-parse", name)
      let end = try push(world, side, "refs/tags/\(name)", from: nil, to: id)
      #expect(end.exitCode != 0 && end.mistakes.contains(says), "\(name): \(end.mistakes)")
    }
  }

  @Test("a shallow clone pushes what it has; the required check asks for the rest")
  func shallow() throws {
    let world = try DeskWorld()
    try world.pin("iree", digit: "d")
    try world.git("commit", "--quiet", "--all", "--message", "Move")
    let head = try world.git("rev-parse", "HEAD")
    let clone = world.folder.url.appending(path: "clone")
    try world.git("clone", "--quiet", "--depth", "1", "file://\(world.checkout.path)", clone.path)
    let place = try RepositoryPlace(environment: [:], folder: clone) { Git.Repository(at: $0) }
    let line = "refs/heads/topic \(head) refs/heads/topic \(Self.nothing)\n"
    let push = HookCall(
      .prePush, ["other", "url"], world.surroundings, input: { line }, answers: { _ in [:] })
    #expect(try push.run(in: place).exitCode == 0)
    let check = try ScopeCheck(.commit("HEAD"), in: place).result { _ in [:] }
    #expect(check.all.mistakes.map { "\($0)" }.joined().contains("git fetch --unshallow"))
  }
}
