import Digest
import Foundation
import JSON
import Processes
import SafeText

/// The builds that failed twice for the same reason and with the same inputs, so that they are not run
/// a third time.
///
/// Once is not enough, and neither is twice for two reasons: what a machine does wrong differs from
/// time to time, what is wrong with a source does not. A file that is not whole, or is another key's,
/// is not believed. It is a cache, like the store that it lies in.
package struct KnownReds: Sendable {
  package let folder: URL

  package init(in store: StorePlaces) {
    folder = store.root.appending(path: "reds")
  }

  /// Why what `key` names is red; nil unless it was seen twice.
  package func reason(_ key: SHA256Digest) -> String? {
    guard let (times, reason) = read(key), times >= 2 else { return nil }
    return reason
  }

  /// Remembers that what `key` names was red. The caller holds the build's lock.
  package func add(_ key: SHA256Digest, because reason: String) {
    let reason = visibleText(reason, limit: 1_000)
    let before = read(key)
    let times = before?.reason == reason ? (before?.times ?? 0) + 1 : 1
    let json: JSONValue = [
      "schema": 2, "times": .integer(times), "because": .string(reason),
      "sha256": .string(Self.seal(key, times, reason).hexadecimal),
    ]
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? WholeFile(file(key)).write(Array(json.text().utf8))
  }

  /// What is green after all was not red because of what it is made from.
  package func remove(_ key: SHA256Digest) {
    try? FileManager.default.removeItem(at: file(key))
  }

  /// Forgets all but the newest `count`.
  package func prune(keeping count: Int) {
    for file in newestFirst(folder).dropFirst(count) {
      try? FileManager.default.removeItem(at: file)
    }
  }

  private func read(_ key: SHA256Digest) -> (times: Int64, reason: String)? {
    guard let bytes = try? Data(contentsOf: file(key)),
      let json = try? JSONValue(parsing: Array(bytes), limits: JSONLimits(size: 64 << 10)),
      json["schema"]?.integer == 2, let times = json["times"]?.integer,
      let reason = json["because"]?.string,
      json["sha256"]?.string == Self.seal(key, times, reason).hexadecimal
    else { return nil }
    return (times, visibleText(reason, limit: 1_000))
  }

  /// Over everything that is read, so that what a disk changed is not taken for knowledge.
  private static func seal(_ key: SHA256Digest, _ times: Int64, _ reason: String) -> SHA256Digest {
    SHA256Digest(of: "red \(key.hexadecimal) \(times) \(reason)")
  }

  private func file(_ key: SHA256Digest) -> URL {
    folder.appending(path: "\(key.hexadecimal).json")
  }
}
