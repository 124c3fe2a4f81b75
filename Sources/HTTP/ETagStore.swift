import Foundation
internal import Processes
import Synchronization

/// Where kept answers are.
protocol ETagStore: Sendable {
  func entry(of key: String) -> ETagEntry?
  /// Keeps `entry` if it can; a cache that is full or broken is only slower.
  func keep(_ entry: ETagEntry, of key: String)
}

/// Kept answers in memory, the oldest let go first.
final class MemoryETagStore: ETagStore {
  private static let limit = 512
  private let kept = Mutex<(entries: [String: ETagEntry], order: [String])>(([:], []))

  func entry(of key: String) -> ETagEntry? { kept.withLock { $0.entries[key] } }

  func keep(_ entry: ETagEntry, of key: String) {
    kept.withLock { kept in
      kept.order.removeAll { $0 == key }
      kept.order.append(key)
      kept.entries[key] = entry
      if kept.order.count > Self.limit { kept.entries[kept.order.removeFirst()] = nil }
    }
  }
}

/// Kept answers in a folder, for its owner's eyes only: they may come from private repositories.
struct FolderETagStore: ETagStore {
  private let folder: URL

  init(_ folder: URL) {
    self.folder = folder
  }

  func entry(of key: String) -> ETagEntry? {
    guard let file = try? Data(contentsOf: place(of: key)) else { return nil }
    return ETagEntry(file: Array(file), for: key)
  }

  func keep(_ entry: ETagEntry, of key: String) {
    let owner: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
    try? FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: owner)
    try? WholeFile(place(of: key)).write(Array(entry.file(for: key)), mode: 0o600, isDurable: false)
  }

  private func place(of key: String) -> URL {
    folder.appending(path: fingerprint(of: key) + ".json")
  }
}
