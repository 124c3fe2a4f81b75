import ChangeChecks
import CommandLineTool
import Errors
import Foundation

/// The release's files as they lie in a checkout's folder.
package struct FolderTree {
  let root: URL

  package init(root: URL) {
    self.root = root
  }

  /// Nothing is read that is too large or no file; links are not followed.
  package func tree() throws(CommandFailure) -> CheckedTree {
    var files: [String: CheckedFile] = [:]
    do {
      for path in CheckedTree.paths { try collect(path, &files) }
    } catch {
      throw CommandFailure(Failure(error, doing: "reading \(root.path)"))
    }
    return CheckedTree(files)
  }

  private func collect(_ path: String, _ files: inout [String: CheckedFile]) throws {
    let place = root.appendingPathComponent(path).path
    var status = stat()
    // Not there is for the reader to say.
    guard lstat(place, &status) == 0 else { return }
    switch status.st_mode & S_IFMT {
    case S_IFREG: files[path] = try file(path, place, size: Int(status.st_size))
    case S_IFDIR:
      for name in try FileManager.default.contentsOfDirectory(atPath: place)
      where !["__pycache__", ".ruff_cache", ".DS_Store"].contains(name) {
        try collect(path + "/" + name, &files)
      }
    case S_IFLNK: files[path] = .notAFile("a symbolic link")
    default: files[path] = .notAFile("a device, pipe or socket")
    }
  }

  private func file(_ path: String, _ place: String, size: Int) throws -> CheckedFile {
    guard CheckedTree.isRead(path) else { return .unread }
    guard size <= CheckedTree.sizeLimit else { return .tooLarge(size) }
    return .file(Array(try Data(contentsOf: URL(fileURLWithPath: place))))
  }
}
