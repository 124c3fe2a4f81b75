import CommandLineTool
import Desk
import Digest
import Foundation
import Pinning
import Processes
import ReleaseModel
import Rolling
import Synchronization
import TestKit
import Testing
import VersionDiffs

@Suite("The work of roller pin", .timeLimit(.minutes(20)))
struct PinWorkTests {
  private static let iree = ComponentName("iree")!

  private func work(
    _ world: DeskWorld, _ reach: Reach = Reach(), _ order: PinOrder = order(),
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
      "not on a Friday", code: .badData, of: try work(world, Reach(), holding) { $0.commits = true }
    )
    #expect(try world.text() == text && world.git("status", "--porcelain").isEmpty)
    try world.git("config", "--unset", "core.hooksPath")
    let lock = world.checkout.appending(path: ".git/index.lock")
    try Data().write(to: lock)
    await expect(
      "delete that file", code: .tryLater,
      of: try work(world, Reach(), holding) { $0.commits = true })
    try FileManager.default.removeItem(at: lock)
    #expect(try world.text() == text)
    #expect(try await work(world, Reach(), holding) { $0.commits = true }.run { _ in }.isWritten)
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
        of: try work(world, Reach(verdict: verdict)) { $0.validates = true })
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
    let reach = Reach()
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
    let reach = Reach()
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

/// What was told, in short.
private final class Told: Sendable {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock(\.self) }

  func hear(_ event: PinEvent) {
    let line =
      switch event {
      case .decided: "decided"
      case .nothingToDo: "nothing to do"
      case .dryRun: "dry run"
      case .validating: "validating"
      case .judged(let validations): "judged \(validations.count)"
      case .written: "written"
      case .committed(_, let subject): "committed \(subject)"
      case .proposed(let page, _): "proposed \(page)"
      }
    lines.withLock { $0.append(line) }
  }
}

/// An upstream one commit further, a machine with one verdict, and a forge that takes everything.
private final class Reach: PinPorts, PinUpstream {
  private let verdict: Verdict
  private let questions = Mutex(0)
  private let texts = Mutex<PinTexts?>(nil)

  init(verdict: Verdict = .green) {
    self.verdict = verdict
  }

  var asked: Int { questions.withLock(\.self) }
  var proposed: PinTexts? { texts.withLock(\.self) }

  func withUpstream<Value: Sendable>(
    _ body: @Sendable (any PinUpstream) async throws -> Value
  ) async throws -> Value {
    try await body(self)
  }

  func answer(_ question: PinQuestion) async -> PinAnswer {
    questions.withLock { $0 += 1 }
    guard case .commits = question else { return .records([:]) }
    return .commits([
      FoundCommit(
        revision: Revision(String(repeating: "d", count: 40))!, label: nil,
        date: CalendarDate("2099-01-01"), subject: "Fix it",
        place: .onBranch(ahead: 1, behind: 0))
    ])
  }

  func differences(of bumps: [Bump], in components: [Component]) async -> [BumpDifference] {
    bumps.map { BumpDifference($0, unknown: "not looked at") }
  }

  func validate(_ configuration: ReleaseConfiguration) async throws -> [Validation] {
    let pins = configuration.versionInfo.pins
    let evidence = Evidence(
      subject: .init(
        pinSet: pins.digest, target: TargetName("linux-x86_64")!, recipe: SHA256Digest(of: "r")),
      pins: [:], verdict: verdict, image: "sha256:i", version: ReleaseVersion("0.1.0")!,
      when: Timestamp(seconds: 0), milliseconds: 1, checks: [], artifacts: [], log: "")
    return [Validation(evidence: evidence, files: [:], log: nil)]
  }

  func propose(_ proposal: PinTexts) async throws -> (page: String, opening: String?) {
    texts.withLock { $0 = proposal }
    return ("https://forge.example/pull/1", nil)
  }
}
