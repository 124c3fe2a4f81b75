import Foundation
import Processes

/// What this room uses of the machine, so that a test can give it another.
package struct Machine: Sendable {
  package let runner: any ProcessRunner
  /// The variables that `roller` was started with.
  package let environment: [String: String]
  package let searchPath: SearchPath
  package let processes: ProcessTable
  /// The number of our own process.
  package let process: Int32
  /// Our user and group.
  package let user: UInt32
  package let group: UInt32
  package let clock: any Clock<Duration>
  package let resources: MachineResources
  /// The room on the disk that holds a path, in bytes; nil when it cannot be told.
  package let freeBytes: @Sendable (URL) -> Int64?
  /// How many processes the kernel ended for want of memory; nil when it does not say.
  package var memoryKills: @Sendable () -> Int64? = memoryKillsOfKernel
  /// What the calendar clock shows, since 1970.
  package var wallClock: @Sendable () -> Duration = wallClockOfMachine

  package init(
    runner: any ProcessRunner, environment: [String: String], searchPath: SearchPath? = nil,
    processes: ProcessTable = ProcessTable(), process: Int32, user: UInt32, group: UInt32,
    clock: any Clock<Duration> = ContinuousClock(), resources: MachineResources = .whole,
    freeBytes: @escaping @Sendable (URL) -> Int64? = freeBytesOfDisk
  ) {
    self.runner = runner
    self.environment = environment
    self.searchPath =
      searchPath
      ?? SearchPath(
        environment: environment, others: ["/usr/sbin", "/sbin", "/usr/libexec/podman"])
    self.processes = processes
    self.process = process
    self.user = user
    self.group = group
    self.clock = clock
    self.resources = resources
    self.freeBytes = freeBytes
  }

  /// The name that our leftovers would carry.
  var owner: ProcessOwner? { processes.owner(process) }
}

/// What ordinary users may still write on the disk that holds `folder`, in bytes.
package func freeBytesOfDisk(_ folder: URL) -> Int64? {
  let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder.path)
  // Where no file can be made any more, no byte can be written either; some systems count no files.
  let places = (attributes?[.systemNodes] as? NSNumber)?.int64Value ?? 0
  if places > 0, (attributes?[.systemFreeNodes] as? NSNumber)?.int64Value == 0 { return 0 }
  return (attributes?[.systemFreeSize] as? NSNumber)?.int64Value
}
