import Foundation
import ReleaseModel
import Synchronization
import Testing

@testable import Containers

@Suite("A machine to which something happens while a step runs", .timeLimit(.minutes(20)))
struct DisturbanceTests {
  /// A machine whose readings are taken one after the other; the last one stays.
  private func machine(
    kills: [Int64?] = [0], free: [Int64?] = [1 << 40], wall: [Int] = [0]
  ) -> Machine {
    let kills = Readings(kills)
    let free = Readings(free)
    let wall = Readings(wall)
    var machine = Machine(
      runner: ScriptedRunner(), environment: [:], process: 1, user: 0, group: 0,
      clock: StillClock(), freeBytes: { _ in free.next() })
    machine.memoryKills = { kills.next() }
    machine.wallClock = { .seconds(wall.next()) }
    return machine
  }

  private func disturbances(of machine: Machine, sawOwnKill: Bool = false) -> [Disturbance] {
    MachineWitness(machine, writingTo: URL(filePath: "/"))
      .disturbances(sawOwnKill: sawOwnKill, memory: 64)
  }

  @Test("a quiet machine disturbs nothing")
  func quiet() {
    #expect(disturbances(of: machine(wall: [5, 7])).isEmpty)
    #expect(Verdict.red(because: "x").doubted(by: []) == .red(because: "x"))
  }

  @Test("a red is unjudged when the host ran out of memory meanwhile, a green stands")
  func hostMemory() {
    let found = disturbances(of: machine(kills: [7, 8]))
    #expect(found == [.outOfMemory(isOwn: false, limit: 64)])
    #expect(Verdict.green.doubted(by: found) == .green)
    #expect(
      Verdict.red(because: "cc1plus failed").doubted(by: found)
        == .unjudged(
          because: "this machine ran out of memory while it ran (its own limit is 64 MiB); "
            + "free some memory and run again; it had said: cc1plus failed"))
  }

  @Test("its own memory limit once is tried again, twice is red; whatever else came of it stays")
  func ownMemory() throws {
    let step = StepID(
      action: .check, package: try #require(PackageName("tiny")),
      target: try #require(TargetName("linux-x86_64")))
    let own = [Disturbance.outOfMemory(isOwn: true, limit: 64)]
    #expect(own.ownMemoryLimit == 64)
    #expect((own + [.clockSet(seconds: 9)]).ownMemoryLimit == nil)
    #expect([Disturbance.outOfMemory(isOwn: false, limit: 64)].ownMemoryLimit == nil)
    var hit = StepOutcome(verdict: .unjudged(because: "killed"))
    hit.memoryLimit = 64
    #expect(
      hit.again(after: hit, step).verdict
        == .red(
          because: "check of tiny for linux-x86_64: needs more than 64 MiB of memory: it reached "
            + "its limit twice; if the pins are right, raise \"memory-mib\" in package.json"))
    for verdict in [Verdict.green, .unjudged(because: "no disk"), .red(because: "numbers")] {
      #expect(StepOutcome(verdict: verdict).again(after: hit, step).verdict == verdict)
    }
    var green = StepOutcome(verdict: .green)
    green.memoryLimit = 64
    #expect(green.memoryToTryAgain == nil, "every check held")
  }

  @Test("a kernel that counts no kills leaves the engine's word")
  func uncountedMemory() {
    #expect(disturbances(of: machine(kills: [nil])).isEmpty)
    #expect(
      disturbances(of: machine(kills: [nil]), sawOwnKill: true)
        == [.outOfMemory(isOwn: true, limit: 64)])
  }

  @Test("the kernel of this machine counts its kills")
  func kernel() {
    #expect(memoryKillsOfKernel() != nil)
  }

  @Test("a red is unjudged when the disk was full for a moment, whatever its log says")
  func disk() {
    let found = disturbances(of: machine(free: [3 << 20, 1 << 40]))
    #expect(found == [.diskFull(mebibytes: 3)])
    guard case .unjudged = Verdict.red(because: "x").doubted(by: found) else {
      Issue.record("judged")
      return
    }
    #expect(Verdict.green.doubted(by: found) == .green)
  }

  @Test("a red is unjudged when the clock was set meanwhile", arguments: [3_600, -3_600])
  func clock(seconds: Int) {
    let found = disturbances(of: machine(wall: [10_000, 10_000 + seconds]))
    #expect(found == [.clockSet(seconds: Int64(seconds))])
    guard case .unjudged = Verdict.red(because: "x").doubted(by: found) else {
      Issue.record("judged")
      return
    }
  }

  @Test(
    "neither red nor green stands when something else was tested than is recorded",
    arguments: [
      Disturbance.changed(place: "/recipe", path: "check.py"), .imageGone("sha256:0"),
      .engineChanged("/cache/containers.conf"),
    ])
  func changed(disturbance: Disturbance) {
    #expect(Verdict.green.doubted(by: [disturbance]) == .unjudged(because: disturbance.reason))
    for verdict in [Verdict.red(because: "x"), .unjudged(because: "x")] {
      #expect(
        verdict.doubted(by: [disturbance])
          == .unjudged(because: disturbance.reason + "; it had said: x"))
    }
  }

  @Test("a log that finds no room on its disk makes a red unjudged")
  func logDisk() async {
    // <https://man7.org/linux/man-pages/man4/full.4.html>
    let log = RunLog(file: URL(filePath: "/dev/full"), onLine: { _ in })
    #expect(await !log.sawFullDisk)
    _ = await log.take(.output, Array("a line\n".utf8))
    #expect(await log.sawFullDisk)
    let report = ScriptReport(
      verdict: .red, reason: "x", files: [], expected: nil, executed: nil, steps: [])
    let judgement = Judgement(
      end: .exited(1), report: .success(report), limits: ContainerLimits(), firstError: nil,
      sawFullDisk: await log.sawFullDisk)
    #expect(
      judgement.verdict == .unjudged(because: "no space left on a disk of the container"))
  }
}

/// Values that are read one after the other; the last one stays.
private final class Readings<Value: Sendable>: Sendable {
  private let left: Mutex<[Value]>

  init(_ values: [Value]) { left = Mutex(values) }

  func next() -> Value { left.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] } }
}

/// A clock on which no time passes.
private struct StillClock: Clock {
  struct Instant: InstantProtocol {
    func advanced(by duration: Duration) -> Instant { self }
    func duration(to other: Instant) -> Duration { .zero }
    static func < (left: Instant, right: Instant) -> Bool { false }
  }

  let now = Instant()
  let minimumResolution = Duration.zero
  func sleep(until deadline: Instant, tolerance: Duration?) async throws {}
}
