import Foundation

/// What steps may use of the machine together.
package struct MachineResources: Sendable, Hashable {
  package let cores: Double
  /// In MiB.
  package let memory: Int

  package init(cores: Double, memory: Int) {
    self.cores = cores
    self.memory = memory
  }

  /// All cores, and seven eighths of the memory: the rest is ours and the kernel's.
  package static var whole: MachineResources {
    let information = ProcessInfo.processInfo
    return MachineResources(
      cores: Double(information.activeProcessorCount),
      memory: Int(information.physicalMemory >> 20) / 8 * 7)
  }
}
