import Digest
import Foundation
import Rolling
import SafeText

/// The recipes of a commit, as files on this machine.
struct RecipeExport {
  private let files: [RepositoryFile]

  init(_ files: [RepositoryFile]) {
    self.files = files.sorted { $0.path < $1.path }
  }

  /// Lays the files out in a folder of their own below `cache`, all or none.
  ///
  /// The folder's name is the digest of what lies in it, so the same recipes are laid out once.
  func write(below cache: URL) throws(ContainerError) -> URL {
    let root = cache.appending(path: "recipes")
    let folder = root.appending(path: String(digest.hexadecimal.prefix(16)))
    let manager = FileManager.default
    guard !manager.fileExists(atPath: folder.path) else { return folder }
    let incoming = root.appending(path: "\(UUID()).incoming")
    do {
      for file in files {
        try place(file, below: incoming)
      }
      do { try manager.moveItem(at: incoming, to: folder) } catch {
        // Another process may have been faster with the same recipes.
        guard manager.fileExists(atPath: folder.path) else { throw error }
        try? manager.removeItem(at: incoming)
      }
      return folder
    } catch let error as ContainerError {
      try? manager.removeItem(at: incoming)
      throw error
    } catch {
      try? manager.removeItem(at: incoming)
      throw ContainerError(doing: "laying out the recipes in \(folder.path)", failure: error)
    }
  }

  private var digest: SHA256Digest {
    let lines = files.map {
      "\($0.path)\u{0}\($0.isExecutable ? "x" : "-")\(SHA256Digest(of: $0.bytes))\n"
    }
    return SHA256Digest(of: lines.joined())
  }

  private func place(_ file: RepositoryFile, below folder: URL) throws {
    let parts = file.path.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else {
      throw ContainerError(
        .badRecipe, doing: "laying out the recipes",
        found: "the path \(visibleText(file.path, limit: 100))",
        hint: "recipes are plain files below packages/ and images/")
    }
    let url = folder.appending(path: file.path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(file.bytes).write(to: url)
    try FileManager.default.setAttributes(
      [.posixPermissions: file.isExecutable ? 0o755 : 0o644], ofItemAtPath: url.path)
  }
}
