import Foundation
import JSON
import Processes

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
    guard FileManager.default.fileExists(atPath: file.path), FileLock.taken(file) == nil,
      let bytes = try? Data(contentsOf: file),
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

    /// Nil when another server holds it, or the folder cannot be written.
    package init?(at repository: URL) {
      let file = repository.appending(path: name)
      // Whoever only looks holds it for a moment, too.
      let attempts = (0..<1_000).lazy.compactMap { _ in
        (try? FileLock.attempt(file, makesFolder: false)) ?? nil
      }
      guard let lock = attempts.first else {
        return nil
      }
      self.lock = lock
      // What an earlier server wrote is not true any more.
      lock.write("")
    }

    package func write(_ record: ServingRecord) {
      let json: JSONValue = [
        "address": .string(record.address), "process": .integer(Int64(record.process)),
        "mark": .string(record.mark), "lasting": .bool(record.isLasting),
      ]
      lock.write(json.text(.indented) + "\n")
    }
  }
}
