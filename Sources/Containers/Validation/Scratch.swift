import Errors
import Foundation
import Processes

/// A folder for one validation that is gone when the validation is.
///
/// Its name carries our process, and we hold a lock in it, so that a later start can clear away what a
/// killed one left, but never what a living one uses, on whichever machine that shares the cache.
struct Scratch: Sendable {
  let folder: URL
  private let lease: FileLock
  /// Unique on this machine; container names begin with it.
  let name: String

  /// Where the scratch folders are, below `cache`.
  static func root(below cache: URL) -> URL { cache.appending(path: "scratch") }

  /// Makes a folder in `root` that no other validation has.
  static func make(in root: URL, owner: ProcessOwner) throws(Failure) -> Scratch {
    do {
      try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
      for number in 1...10_000 {
        let folder = root.appending(path: "\(owner).\(number)")
        guard mkdir(folder.path, 0o755) == 0 else {
          if errno == EEXIST { continue }
          throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        // Whoever clears away may have taken the empty folder for a leftover.
        guard let lease = FileLock.taken(leaseFile(folder)) else { continue }
        return Scratch(
          folder: folder, lease: lease,
          name: "roller-\(rootMark(root))-\(owner).\(number)")
      }
      throw POSIXError(.EEXIST)
    } catch {
      throw Failure(error, doing: "making a scratch folder in \(root.path)")
    }
  }

  /// A folder for `word` that is not there yet; what an earlier one holds is removed.
  func fresh(_ word: String) -> URL {
    var place = folder.appending(path: word)
    var number = 1
    while FileManager.default.fileExists(atPath: place.path) {
      removeTree(place)
      number += 1
      place = folder.appending(path: "\(word)-\(number)")
    }
    return place
  }

  /// Removes the folder with all that a container left in it.
  func remove() {
    removeTree(folder)
    withExtendedLifetime(lease) {}
  }

  /// Removes the folders of processes that are gone.
  static func clear(_ root: URL, processes: ProcessTable) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    for name in names {
      guard let dot = name.lastIndex(of: "."), let owner = ProcessOwner(String(name[..<dot]))
      else { continue }
      let folder = root.appending(path: name)
      // Folders of an older layout have no lease: there only the process tells.
      let isLeased = FileManager.default.fileExists(atPath: leaseFile(folder).path)
      guard isLeased || processes.isGone(owner), let lease = FileLock.taken(leaseFile(folder))
      else { continue }
      removeTree(folder)
      withExtendedLifetime(lease) {}
    }
  }

  private static func leaseFile(_ folder: URL) -> URL { folder.appending(path: ".lease") }
}

/// Two caches of one process must not give two containers the same name.
private func rootMark(_ root: URL) -> String {
  let sum = root.path.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
  return String(sum, radix: 36)
}

/// Removes a tree in which hostile code may have taken our own permission to list a folder away.
private func removeTree(_ url: URL) {
  if (try? FileManager.default.removeItem(at: url)) != nil { return }
  let paths = FileManager.default.enumerator(atPath: url.path)
  while let path = paths?.nextObject() as? String {
    let item = url.appending(path: path)
    let type = try? FileManager.default.attributesOfItem(atPath: item.path)[.type]
    guard type as? FileAttributeType == .typeDirectory else { continue }
    try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: item.path)
  }
  try? FileManager.default.removeItem(at: url)
}
