import Digest
import Errors
import Foundation
import Rolling
import SafeText

/// The recipes of a commit, as files on this machine.
struct RecipeExport {
  private let files: [RepositoryFile]

  init(_ files: [RepositoryFile]) {
    self.files = files.sorted { $0.path < $1.path }
  }

  /// Lays the files out in `folder`, which only this validation uses.
  ///
  /// Every validation gets its own: what another process does, and what an earlier one left, cannot
  /// reach the recipes that it is judged by.
  func write(to folder: URL) throws(Failure) {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for file in files { try place(file, below: folder) }
    } catch let error as Failure where error.kind == .badData {
      throw error
    } catch {
      throw Failure(error, doing: "laying out the recipes in \(folder.path)")
    }
  }

  /// The files below `prefix`, such as `packages/tiny`, by their paths below it.
  func digests(below prefix: String) -> [String: SHA256Digest] {
    let inside = files.filter { $0.path.hasPrefix("\(prefix)/") }
    return Dictionary(
      inside.map { (String($0.path.dropFirst(prefix.count + 1)), SHA256Digest(of: $0.bytes)) },
      uniquingKeysWith: { _, last in last })
  }

  /// The first path in `folder` that is not as it was laid out; nil when all of it is. Blocks.
  func damage(in folder: URL) -> String? {
    FolderSnapshot(of: folder).damage(
      holding: Dictionary(
        files.map { ($0.path, SHA256Digest(of: $0.bytes)) }, uniquingKeysWith: { _, last in last }))
  }

  private func place(_ file: RepositoryFile, below folder: URL) throws {
    let parts = file.path.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else {
      throw Failure(
        .badData, doing: "laying out the recipes",
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
