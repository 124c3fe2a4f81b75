import Foundation

/// A folder for one validation that is gone when the validation is.
///
/// Its name carries our process, so that a later start can clear away what a killed one left.
struct Scratch: Sendable {
  let folder: URL
  /// Unique on this machine; container names begin with it.
  let name: String

  /// Where the scratch folders are, below `cache`.
  static func root(below cache: URL) -> URL { cache.appending(path: "scratch") }

  /// Makes a folder in `root` that no other validation has.
  static func make(in root: URL, owner: ProcessOwner) throws(ContainerError) -> Scratch {
    do {
      try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
      for number in 1...10_000 {
        let folder = root.appending(path: "\(owner).\(number)")
        guard mkdir(folder.path, 0o755) == 0 else {
          if errno == EEXIST { continue }
          throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        return Scratch(folder: folder, name: "roller-\(rootMark(root))-\(owner).\(number)")
      }
      throw POSIXError(.EEXIST)
    } catch {
      throw ContainerError(doing: "making a scratch folder in \(root.path)", failure: error)
    }
  }

  /// Removes the folder with all that a container left in it.
  func remove() {
    removeTree(folder)
  }

  /// Removes the folders of processes that are gone.
  static func clear(_ root: URL, processes: ProcessTable) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    for name in names {
      guard let dot = name.lastIndex(of: "."), let owner = ProcessOwner(String(name[..<dot])),
        processes.isGone(owner)
      else { continue }
      removeTree(root.appending(path: name))
    }
  }
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
