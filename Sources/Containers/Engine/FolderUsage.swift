import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What lies in a folder, counted until a limit is passed.
struct FolderUsage: Sendable, Hashable {
  private(set) var bytes: Int64 = 0
  private(set) var files = 0

  /// Counts `folders`; stops early beyond `maximumBytes` or `maximumFiles`. Blocks while it reads.
  ///
  /// Links are not followed, and blocks are counted, not lengths, so a sparse file is not held
  /// against anyone.
  init(of folders: [URL], maximumBytes: Int64, maximumFiles: Int) {
    for folder in folders {
      guard let walk = FileManager.default.enumerator(atPath: folder.path) else { continue }
      while let path = walk.nextObject() as? String {
        var entry = stat()
        guard lstat(folder.path + "/" + path, &entry) == 0 else { continue }
        files += 1
        bytes += Int64(entry.st_blocks) * 512
        if bytes > maximumBytes || files > maximumFiles { return }
      }
    }
  }
}
