import Digest
import Foundation
import JSON
import SafeText

/// The builds that were red twice from the very same things: nobody builds them a third time.
///
/// Once is not enough, because a machine that runs out of memory can make a compiler fail as if the
/// source were wrong. It is a cache, like the store that it lies in.
struct KnownReds: Sendable {
  let folder: URL

  init(in store: StorePlaces) {
    folder = store.root.appending(path: "reds")
  }

  /// Why what `key` names is red; nil unless it was seen twice.
  func reason(_ key: SHA256Digest) -> String? {
    guard let (times, reason) = read(key), times >= 2 else { return nil }
    return reason
  }

  /// Remembers that what `key` names was red. Whoever calls this holds the build's lock.
  func add(_ key: SHA256Digest, because reason: String) {
    let times = (read(key)?.times ?? 0) + 1
    let json: JSONValue = ["schema": 1, "times": .integer(times), "because": .string(reason)]
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? Data(json.text().utf8).write(to: file(key), options: .atomic)
  }

  /// What is green after all was not red because of what it is made from.
  func remove(_ key: SHA256Digest) {
    try? FileManager.default.removeItem(at: file(key))
  }

  /// Forgets all but the newest `count`.
  func prune(keeping count: Int) {
    for file in newestFirst(folder).dropFirst(count) {
      try? FileManager.default.removeItem(at: file)
    }
  }

  private func read(_ key: SHA256Digest) -> (times: Int64, reason: String)? {
    guard let bytes = try? Data(contentsOf: file(key)),
      let json = try? JSONValue(parsing: Array(bytes), limits: JSONLimits(size: 64 << 10)),
      json["schema"]?.integer == 1, let times = json["times"]?.integer,
      let reason = json["because"]?.string
    else { return nil }
    return (times, visibleText(reason, limit: 1_000))
  }

  private func file(_ key: SHA256Digest) -> URL {
    folder.appending(path: "\(key.hexadecimal).json")
  }
}
