import ChangeChecks
import Foundation
import ReleaseModel
import TestKit
import Testing

@testable import Desk

@Suite("Hooks around a commit", .timeLimit(.minutes(20)))
struct HookCallTests {
  private let iree = ComponentName("iree")!

  @Test("a commit that touches no pins is not looked at")
  func other() throws {
    let world = try DeskWorld()
    try world.edit("README.md", "a", "A")
    try world.git("add", "--all")
    guard case .silent = try world.hook(.preCommit) else {
      Issue.record("it was looked at")
      return
    }
  }

  @Test("what is staged counts, not what lies in the folder")
  func staged() throws {
    let world = try DeskWorld()
    try world.edit("version_info.json", FixtureRelease.iree, "main")
    try world.git("add", "--all")
    try world.edit("version_info.json", "\"main\"", "\"\(FixtureRelease.iree)\"")
    let bad = try world.hook(.preCommit)
    #expect(bad.exitCode != 0)
    #expect(bad.mistakes.contains("/pins/iree/revision") && bad.mistakes.contains("can move"))
    try world.git("add", "--all")
    try world.edit("version_info.json", FixtureRelease.iree, "nonsense")
    #expect(try world.hook(.preCommit).exitCode == 0)
  }

  @Test("git commit FILE takes another index, and that one is looked at")
  func otherIndex() throws {
    let world = try DeskWorld()
    try world.edit("schedules/python.json", "\"rolls\"", "\"rollz\"")
    try world.git("add", "--all")
    let index = world.folder.path("index")
    let other = IsolatedGit(home: world.folder.url.path, more: ["GIT_INDEX_FILE": index])
    try other.runAndWait(["read-tree", "HEAD"], in: world.checkout)
    #expect(try world.hook(.preCommit, environment: ["GIT_INDEX_FILE": index]).exitCode == 0)
    let bad = try world.hook(.preCommit)
    #expect(bad.exitCode != 0 && bad.mistakes.contains("did you mean \"rolls\""))
  }

  @Test("a bump by hand gets its message, which agrees with it and with no other bump")
  func message() throws {
    let world = try DeskWorld()
    try world.pin("iree", digit: "d")
    try world.git("add", "--all")
    let file = world.folder.path("message")
    try "\n# Please enter the message\n".write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try world.hook(.prepareCommitMessage, file).exitCode == 0)
    let message = try String(contentsOfFile: file, encoding: .utf8)
    #expect(message.hasPrefix("Roll iree (by hand)\n\niree: "))
    #expect(message.contains(" -> ") && message.contains("\nPin-Set: sha256:"))
    #expect(message.hasSuffix("# Please enter the message\n"))
    let good = try world.hook(.commitMessage, file)
    #expect(good.exitCode == 0, "\(good.mistakes)")
    try world.pin("jax", digit: "e")
    try world.git("add", "--all")
    let stale = try world.hook(.commitMessage, file)
    #expect(stale.exitCode != 0 && stale.mistakes.contains("no line for jax"))
    #expect(try world.hook(.prepareCommitMessage, file, "message").exitCode == 0)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == message)
  }

  @Test("a pin goes back only for a reason that the message gives")
  func downgrade() throws {
    let world = try DeskWorld()
    try world.pin("iree", digit: "d", on: "2001-01-01")
    try world.git("add", "--all")
    let file = world.folder.path("message")
    let write = { (text: String) in
      try text.write(toFile: file, atomically: true, encoding: .utf8)
    }
    try write("Move iree\n")
    #expect(try world.hook(.commitMessage, file).mistakes.contains("Downgrade-Reason"))
    try write("\n")
    #expect(try world.hook(.prepareCommitMessage, file).exitCode == 0)
    #expect(try world.hook(.commitMessage, file).exitCode != 0, "the author has to give it")
    try write("Move iree\n\nDowngrade-Reason: the new one does not build\n")
    #expect(try world.hook(.commitMessage, file).exitCode == 0)
  }

  @Test("what mirrors say counts where the dates say nothing")
  func mirrors() throws {
    let world = try DeskWorld()
    try world.pin("iree", digit: "d")
    try world.git("add", "--all")
    let file = world.folder.path("message")
    try "Move iree\n".write(toFile: file, atomically: true, encoding: .utf8)
    let back = try world.hook(.commitMessage, file) { questions in
      #expect(questions.map(\.component.name) == [iree])
      return [iree: UpstreamAnswer(membership: .onBranch, movement: .backward)]
    }
    #expect(back.mistakes.contains("goes back"))
    let stray = try world.hook(.preCommit) { _ in
      [iree: UpstreamAnswer(membership: .notOnBranch("main"), movement: .forward)]
    }
    #expect(stray.exitCode != 0 && stray.mistakes.contains("not on the branch main"))
  }

  @Test("checkouts and merges tell what moved, checkouts of single files nothing")
  func moved() throws {
    let world = try DeskWorld()
    let old = try world.git("rev-parse", "HEAD")
    try world.pin("iree", digit: "d")
    try world.git("commit", "--quiet", "--all", "--message", "Move")
    let new = try world.git("rev-parse", "HEAD")
    guard case .moved(let pins) = try world.hook(.postCheckout, old, new, "1") else {
      Issue.record("nothing was told")
      return
    }
    #expect(pins.bumps.map(\.component) == [iree] && new.hasPrefix(pins.new))
    guard case .silent = try world.hook(.postCheckout, old, new, "0"),
      case .silent = try world.hook(.postCheckout, new, new, "1")
    else {
      Issue.record("something was told")
      return
    }
    try world.git("update-ref", "ORIG_HEAD", old)
    guard case .moved = try world.hook(.postMerge, "0") else {
      Issue.record("the merge was not told")
      return
    }
    let framework = [
      "PRE_COMMIT_FROM_REF": old, "PRE_COMMIT_TO_REF": new, "PRE_COMMIT_CHECKOUT_TYPE": "1",
    ]
    guard case .moved = try world.hook(.postCheckout, environment: framework) else {
      Issue.record("the framework pre-commit was not understood")
      return
    }
  }
}
