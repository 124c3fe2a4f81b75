import Digest
import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What lies in a folder that a container only reads, so that any change meanwhile is noticed.
///
/// Writing, renaming, deleting and replacing change a file's inode, size or dates
/// (<https://man7.org/linux/man-pages/man7/inode.7.html>). Content that has a second name elsewhere,
/// as everything in the store has, is known by its digest too, because another name for it may come
/// or go without changing it.
struct FolderSnapshot: Sendable {
  private struct Entry: Sendable, Hashable {
    let mode: UInt32
    let inode: UInt64
    let size: Int64
    let modified: Moment
    let changed: Moment
    let names: UInt64
    let digest: SHA256Digest?
  }

  private struct Moment: Sendable, Hashable {
    let seconds: Int
    let nanoseconds: Int
  }

  private let folder: URL
  /// By path below the folder, which itself is the empty path.
  private let entries: [String: Entry]

  /// Looks at all of `folder`; blocks while it reads.
  init(of folder: URL) {
    self.init(of: folder, digesting: true)
  }

  private init(of folder: URL, digesting: Bool) {
    self.folder = folder
    var entries: [String: Entry] = [:]
    let walk = FileManager.default.enumerator(atPath: folder.path)
    var path: String? = ""
    while let name = path {
      entries[name] = Self.entry(folder.path + "/" + name, digesting: digesting)
      path = walk?.nextObject() as? String
    }
    self.entries = entries
  }

  private static func entry(_ path: String, digesting: Bool) -> Entry? {
    var found = stat()
    guard lstat(path, &found) == 0 else { return nil }
    let isShared = found.st_mode & S_IFMT == S_IFREG && found.st_nlink > 1
    return Entry(
      mode: found.st_mode, inode: UInt64(found.st_ino), size: Int64(found.st_size),
      modified: Moment(
        seconds: found.st_mtim.tv_sec, nanoseconds: found.st_mtim.tv_nsec),
      changed: Moment(seconds: found.st_ctim.tv_sec, nanoseconds: found.st_ctim.tv_nsec),
      names: UInt64(found.st_nlink),
      digest: isShared && digesting ? try? SHA256Digest(ofFileAt: URL(filePath: path)) : nil)
  }

  /// The first path whose file is not the one of `digests`, or should not be there; nil when the
  /// folder holds exactly these files.
  func damage(holding digests: [String: SHA256Digest]) -> String? {
    let files = entries.filter { $0.value.mode & S_IFMT != S_IFDIR }.keys
    return Set(digests.keys).union(files).sorted().first { path in
      guard let entry = entries[path], entry.mode & S_IFMT == S_IFREG else { return true }
      let found =
        entry.digest ?? (try? SHA256Digest(ofFileAt: folder.appending(path: path)))
      return found != digests[path]
    }
  }

  /// The first path that is not now as it was; nil when nothing changed. Blocks while it reads.
  func firstChange() -> String? {
    let now = FolderSnapshot(of: folder, digesting: false)
    let paths = Set(entries.keys).union(now.entries.keys).sorted()
    return paths.first { !isSame(entries[$0], now.entries[$0], at: $0) }
  }

  private func isSame(_ before: Entry?, _ after: Entry?, at path: String) -> Bool {
    guard let before, let after, before.mode == after.mode, before.inode == after.inode,
      before.modified == after.modified
    else { return false }
    if before.mode & S_IFMT == S_IFDIR { return true }
    guard before.size == after.size else { return false }
    if before.changed == after.changed { return true }
    // Only its names or its rights may have changed, and only when it had several names.
    guard let digest = before.digest else { return false }
    return digest == (try? SHA256Digest(ofFileAt: folder.appending(path: path)))
  }
}

/// Which folder a path names, so that one which was deleted, or made anew, under a container that
/// writes into it is noticed.
struct FolderIdentity: Sendable, Hashable {
  private let device: UInt64
  private let inode: UInt64

  /// Nil when the folder does not exist.
  init?(of folder: URL) {
    var found = stat()
    guard lstat(folder.path, &found) == 0, found.st_mode & S_IFMT == S_IFDIR else { return nil }
    device = UInt64(found.st_dev)
    inode = UInt64(found.st_ino)
  }
}
