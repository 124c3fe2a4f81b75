import Foundation

/// A folder of a test's own, gone when the test lets go of it.
package final class TemporaryFolder: Sendable {
  package let url: URL

  package init(_ name: String = "test") throws {
    url = FileManager.default.temporaryDirectory.appending(
      path: "\(name)-\(UUID().uuidString.prefix(12))", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  package func path(_ name: String) -> String { url.appending(path: name).path }

  /// Writes `text` to `path`, which may be a script.
  @discardableResult
  package func write(_ text: String, to path: String, executable: Bool = false) throws -> URL {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    try FileManager.default.setAttributes(
      [.posixPermissions: executable ? 0o755 : 0o644], ofItemAtPath: file.path)
    return file
  }
}

/// Runs `body` with a folder of its own that is gone afterwards.
package func withTemporaryFolder<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
  let folder = try TemporaryFolder()
  defer { withExtendedLifetime(folder) {} }
  return try await body(folder.url)
}
