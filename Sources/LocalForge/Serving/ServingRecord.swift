import Foundation
import JSON

/// What a server that others may use says of itself, in a file of the forge's folder.
package struct ServingRecord: Sendable, Equatable {
  /// Scheme, host and port.
  package let address: String
  package let process: Int32
  /// What every reply of the server carries as ``LocalForgeServer/markHeader``.
  package let mark: String
  /// Whether it serves until it is told to end; otherwise it ends with a roll.
  package let isLasting: Bool

  package init(address: String, process: Int32, mark: String, isLasting: Bool) {
    self.address = address
    self.process = process
    self.mark = mark
    self.isLasting = isLasting
  }

  private static let name = "roller-serving.json"

  /// The record at the forge in `repository`; nil when whoever wrote it has ended.
  package static func read(at repository: URL) -> ServingRecord? {
    let file = repository.appending(path: name)
    guard FileManager.default.fileExists(atPath: file.path), let lock = FileLock(opening: file),
      !lock.takeAlone(), let bytes = try? Data(contentsOf: file),
      let json = try? JSONValue(parsing: Array(bytes)), let address = json["address"]?.string,
      let process = json["process"]?.integer, let mark = json["mark"]?.string,
      let isLasting = json["lasting"]?.bool
    else { return nil }
    return ServingRecord(
      address: address, process: Int32(truncatingIfNeeded: process), mark: mark,
      isLasting: isLasting)
  }

  /// The right to leave a record; the record is good only as long as it is held.
  package final class Holder: Sendable {
    private let lock: FileLock
    private let file: URL

    /// Nil when another server holds it, or the folder cannot be written.
    package init?(at repository: URL) {
      let file = repository.appending(path: name)
      guard let lock = FileLock(opening: file) else { return nil }
      // Whoever only looks holds it for a moment, too.
      guard (0..<1_000).contains(where: { _ in lock.takeAlone() }) else { return nil }
      self.lock = lock
      self.file = file
      // What an earlier server wrote is not true any more.
      ftruncate(self.lock.descriptor, 0)
    }

    package func write(_ record: ServingRecord) {
      let json: JSONValue = [
        "address": .string(record.address), "process": .integer(Int64(record.process)),
        "mark": .string(record.mark), "lasting": .bool(record.isLasting),
      ]
      let text = json.text(.indented) + "\n"
      ftruncate(lock.descriptor, 0)
      _ = text.withCString { pwrite(lock.descriptor, $0, strlen($0), 0) }
    }
  }
}
