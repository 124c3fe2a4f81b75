import Foundation
import Synchronization

/// What of the machine decides whether a failure may be its own, watched while a step runs.
///
/// The kernel counts the processes that it ended for want of memory, in whatever container or outside
/// of any, since it was booted: <https://man7.org/linux/man-pages/man5/proc_vmstat.5.html>.
final class MachineWitness: Sendable {
  /// Less room than this on the disk counts as a full one: programs fail before the last byte.
  static let leastFree = Int64(64) << 20

  private let machine: Machine
  private let folder: URL
  private let kills: Int64?
  private let began: Duration
  private let elapsed: @Sendable () -> Duration
  private let free: Mutex<Int64>

  /// Begins to watch; `folder` is on the disk that the step writes to.
  init(_ machine: Machine, writingTo folder: URL) {
    self.machine = machine
    self.folder = folder
    kills = machine.memoryKills()
    began = machine.wallClock()
    elapsed = stopwatch(on: machine.clock)
    free = Mutex(.max)
  }

  /// Looks at the disk again and again, until the task is cancelled.
  func watchDisk() async {
    while !Task.isCancelled {
      lookAtDisk()
      await pause(.seconds(1), on: machine.clock)
    }
  }

  private func lookAtDisk() {
    guard let now = machine.freeBytes(folder) else { return }
    free.withLock { $0 = min($0, now) }
  }

  /// What happened since; `sawOwnKill` tells whether the engine saw the container reach its limit of
  /// `memory` MiB.
  func disturbances(sawOwnKill: Bool, memory: Int) -> [Disturbance] {
    lookAtDisk()
    var found: [Disturbance] = []
    let killed = kills.flatMap { before in machine.memoryKills().map { $0 > before } } ?? false
    if sawOwnKill || killed { found.append(.outOfMemory(isOwn: sawOwnKill, limit: memory)) }
    let least = free.withLock(\.self)
    if least < Self.leastFree { found.append(.diskFull(mebibytes: least >> 20)) }
    let jump = (machine.wallClock() - began - elapsed()).components.seconds
    if abs(jump) > 2 { found.append(.clockSet(seconds: jump)) }
    return found
  }
}

/// How many processes the kernel ended for want of memory since it was booted; nil when it does not
/// say.
package func memoryKillsOfKernel() -> Int64? {
  guard let text = try? String(contentsOfFile: "/proc/vmstat", encoding: .utf8) else { return nil }
  let line = text.split(separator: "\n").first { $0.hasPrefix("oom_kill ") }
  return line.flatMap { Int64($0.dropFirst("oom_kill ".count)) }
}

/// What the machine's calendar clock shows, since 1970.
package func wallClockOfMachine() -> Duration {
  .seconds(Date().timeIntervalSince1970)
}
