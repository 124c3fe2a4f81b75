import CommandLineTool
import Desk
import Foundation
import Pinning
import Processes
import ReleaseModel
import Rolling
import TestKit
import Testing

@Suite("The work of roller pin", .timeLimit(.minutes(20)))
struct PinWorkTests {
  private static let iree = ComponentName("iree")!

  private func work(
    _ world: DeskWorld, _ reach: PinReach = PinReach(), _ order: PinOrder = order(),
    runner: any ProcessRunner = SubprocessRunner(),
    _ steps: (inout PinWork.Steps) -> Void = { _ in }
  ) throws -> PinWork {
    var chosen = PinWork.Steps()
    steps(&chosen)
    let checkout = ReleaseCheckout(
      try world.release(), environment: world.shell.environment, runner: runner)
    return try PinWork(order, chosen, in: checkout, ports: reach)
  }

  private static func order() -> PinOrder {
    PinOrder(requests: [PinRequest(component: iree)], movesAlong: false)
  }

  private static func holding(_ why: String) -> PinOrder {
    PinOrder(
      requests: [PinRequest(component: iree)], notes: [.hold(iree, because: Reason(why)!)])
  }

  @Test("a dry run tells what would move, and writes nothing")
  func dryRun() async throws {
    let world = try DeskWorld()
    let told = Told()
    let end = try await work(world) { $0.isDryRun = true }.run(told.hear)
    #expect(told.all == ["decided", "dry run"])
    #expect(end.outcome.moves.map(\.bump.component) == [Self.iree] && !end.isWritten)
    #expect(try world.git("status", "--porcelain").isEmpty)
  }

  @Test("without more steps the file is written, with its mode, as one line")
  func writes() async throws {
    let world = try DeskWorld()
    let file = world.checkout.appending(path: VersionInfo.path).path
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
    let told = Told()
    let end = try await work(world).run(told.hear)
    #expect(told.all == ["decided", "written"] && end.isWritten)
    #expect(try world.git("diff", "--numstat").hasPrefix("1\t1\t"))
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
    #expect(mode as? Int == 0o640)
  }

  @Test("a commit holds the file alone, and says what moved")
  func commits() async throws {
    let world = try DeskWorld()
    try world.edit("README.md", "a", "A")
    try world.git("add", "README.md")
    let told = Told()
    let end = try await work(world) { $0.commits = true }.run(told.hear)
    #expect(told.all == ["decided", "written", "committed Roll iree (by hand)"])
    #expect(try world.git("rev-parse", "HEAD") == end.commit.map { "\($0)" })
    #expect(try world.git("show", "--format=", "--name-only", "HEAD") == VersionInfo.path)
    #expect(try world.git("log", "-1", "--format=%B").contains("\nPin-Set: sha256:"))
    #expect(try world.git("status", "--porcelain") == "M  README.md")
  }

  @Test("a file that is edited already, and a detached HEAD, are not committed")
  func uncommittable() async throws {
    let world = try DeskWorld()
    try world.pin("jax", digit: "e")
    await expect("not committed", code: .badData, of: try work(world) { $0.commits = true })
    try world.git("checkout", "--quiet", "--", ".")
    try world.git("checkout", "--quiet", "--detach")
    await expect("detached HEAD", code: .badData, of: try work(world) { $0.commits = true })
  }

  @Test("a pin whose commit a hook refuses, or whose index is locked, is not left in the file")
  func refusedCommit() async throws {
    let world = try DeskWorld()
    let text = try world.text()
    let hook = try world.folder.write(
      "#!/bin/sh\necho 'not on a Friday' >&2\nexit 1\n", to: "hooks/commit-msg", executable: true)
    try world.git("config", "core.hooksPath", hook.deletingLastPathComponent().path)
    let holding = Self.holding("waits")
    await expect(
      "not on a Friday", code: .badData,
      of: try work(world, PinReach(), holding) { $0.commits = true }
    )
    #expect(try world.text() == text && world.git("status", "--porcelain").isEmpty)
    try world.git("config", "--unset", "core.hooksPath")
    let lock = world.checkout.appending(path: ".git/index.lock")
    try Data().write(to: lock)
    await expect(
      "delete that file", code: .tryLater,
      of: try work(world, PinReach(), holding) { $0.commits = true })
    try FileManager.default.removeItem(at: lock)
    #expect(try world.text() == text)
    #expect(try await work(world, PinReach(), holding) { $0.commits = true }.run { _ in }.isWritten)
  }

  @Test("pins that are not green are not written, and a machine's failure is tried later")
  func validation() async throws {
    let world = try DeskWorld()
    for (verdict, code) in [
      (Verdict.red(because: "it crashed"), ExitCode.nothingGreen),
      (.unjudged(because: "no room"), .tryLater),
    ] {
      await expect(
        "not green here", code: code,
        of: try work(world, PinReach(verdict: verdict)) { $0.validates = true })
    }
    #expect(try world.git("status", "--porcelain").isEmpty)
    let told = Told()
    let end = try await work(world) { $0.validates = true }.run(told.hear)
    #expect(told.all == ["decided", "validating", "judged 1", "written"])
    #expect(end.evidence.count == 1)
  }

  @Test("a proposal leaves the checkout as it is, and says what is on the forge's file")
  func proposal() async throws {
    let world = try DeskWorld()
    let reach = PinReach()
    let end = try await work(world, reach) { $0.proposes = true }.run { _ in }
    #expect(end.pullRequest == "https://forge.example/pull/1" && !end.isWritten)
    #expect(try world.git("status", "--porcelain").isEmpty)
    let draft = try #require(reach.proposed).draft(
      on: try world.release().configuration().versionInfo)
    #expect("\(draft.branch)" == "pin/iree" && draft.title == "Roll iree (by hand)")
    #expect(draft.file.pins.digest == end.edited.pins.digest)
  }

  @Test("a decision stands in the file with its reason, needs no upstream, and is revoked")
  func decisions() async throws {
    let world = try DeskWorld()
    let before = try world.text()
    let reach = PinReach()
    _ = try await work(world, reach, Self.holding("waits for a fix")).run { _ in }
    #expect(try world.text().contains("\"hold\": \"waits for a fix\""))
    #expect(reach.asked == 0)
    let unhold = PinOrder(
      requests: [PinRequest(component: Self.iree)], notes: [.unhold(Self.iree)])
    _ = try await work(world, reach, unhold).run { _ in }
    #expect(try world.text() == before)
  }

  @Test("a link in the file's place is neither followed nor replaced")
  func link() async throws {
    let world = try DeskWorld()
    let file = world.checkout.appending(path: VersionInfo.path)
    let real = world.folder.url.appending(path: "elsewhere.json")
    try FileManager.default.moveItem(at: file, to: real)
    try FileManager.default.createSymbolicLink(at: file, withDestinationURL: real)
    let text = try Data(contentsOf: real)
    await expect("no such file", code: .badData, of: { try work(world) })
    #expect(try Data(contentsOf: real) == text)
    let kind = try FileManager.default.attributesOfItem(atPath: file.path)[.type]
    #expect(kind as? FileAttributeType == .typeSymbolicLink)
  }

  private func expect(
    _ words: String, code: ExitCode, of work: @autoclosure () throws -> PinWork
  ) async {
    await expect(words, code: code, of: { try work() })
  }

  private func expect(
    _ words: String, code: ExitCode, of work: () throws -> PinWork
  ) async {
    do {
      _ = try await work().run { _ in }
      Issue.record("it went through; expected \(words)")
    } catch let failure as CommandFailure {
      #expect(failure.exitCode == code && failure.message.contains(words), "\(failure.message)")
    } catch {
      Issue.record(error)
    }
  }
}
