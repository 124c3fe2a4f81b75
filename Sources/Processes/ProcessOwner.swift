import Foundation

/// A process of this machine, told apart from a later one with the same number.
///
/// Everything that a killed process leaves behind carries its name, so that the next start can tell
/// leftovers from the work of a living neighbour. The start time distinguishes reused numbers, the
/// namespace keeps us from judging processes that we cannot see:
/// <https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html>.
package struct ProcessOwner: Sendable, Hashable, CustomStringConvertible {
  package let process: Int32
  /// Clock ticks between boot and the start of the process.
  package let started: UInt64
  /// The inode of its process namespace.
  package let namespace: UInt64

  package init(process: Int32, started: UInt64, namespace: UInt64) {
    self.process = process
    self.started = started
    self.namespace = namespace
  }

  /// The owner that `text` names, in the form that `description` prints.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let process = Int32(parts[0]), process > 0,
      let started = UInt64(parts[1]), let namespace = UInt64(parts[2])
    else { return nil }
    self.init(process: process, started: started, namespace: namespace)
  }

  package var description: String { "\(process)-\(started)-\(namespace)" }
}

/// The processes that this one can see.
package struct ProcessTable: Sendable {
  private let folder: URL

  /// The table in `folder`, normally `/proc`.
  package init(folder: URL = URL(filePath: "/proc")) {
    self.folder = folder
  }

  /// The process with this number, or nil when there is none.
  package func owner(_ process: Int32) -> ProcessOwner? {
    let entry = folder.appending(path: "\(process)")
    guard let stat = try? String(contentsOf: entry.appending(path: "stat"), encoding: .utf8),
      let afterName = stat.lastIndex(of: ")"),
      let namespace = namespace()
    else { return nil }
    // The name, second of the fields, may hold spaces; the start time is the 22nd.
    let fields = stat[stat.index(after: afterName)...].split(separator: " ")
    guard fields.count > 19, let started = UInt64(fields[19]) else { return nil }
    return ProcessOwner(process: process, started: started, namespace: namespace)
  }

  /// Whether `owner` is certainly no longer running.
  package func isGone(_ owner: ProcessOwner) -> Bool {
    guard owner.namespace == namespace() else { return false }
    return self.owner(owner.process) != owner
  }

  private func namespace() -> UInt64? {
    let link = folder.appending(path: "self/ns/pid").path
    guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: link) else {
      return nil
    }
    return UInt64(target.filter(\.isNumber))
  }
}
