import Errors
import Foundation
import JSON
import Processes

/// `.roller-workspace.json`: marks a folder whose checkouts lie side by side, and names the clone of the
/// release repository whose pins they follow.
package struct WorkspaceFile: Sendable, Equatable {
  package static let name = ".roller-workspace.json"

  /// The folder that holds it.
  package let folder: URL
  /// The clone of the release repository; in the file relative to the folder, so that both may move.
  package let release: URL

  package init(folder: URL, release: URL) {
    self.folder = folder.standardizedFileURL
    self.release = release.standardizedFileURL
  }

  /// The workspace that `place` lies in; nil when no folder above it is one.
  package static func find(around place: URL) throws(Failure) -> WorkspaceFile? {
    var folder = place.standardizedFileURL
    while true {
      let file = folder.appendingPathComponent(name)
      if FileManager.default.fileExists(atPath: file.path) { return try read(file, in: folder) }
      guard folder.path != "/" else { return nil }
      folder = folder.deletingLastPathComponent()
    }
  }

  private static func read(
    _ file: URL, in folder: URL
  ) throws(Failure) -> WorkspaceFile {
    let json = (try? Data(contentsOf: file)).flatMap { try? JSONValue(parsing: Array($0)) }
    guard let release = json?["release"]?.string, !release.isEmpty else {
      throw Failure(
        .badData, doing: "reading \(file.path)", found: "it does not name a release repository",
        hint: "write it again with: roller workspace init")
    }
    return WorkspaceFile(
      folder: folder, release: URL(fileURLWithPath: release, relativeTo: folder))
  }

  /// Writes the file; a second time changes nothing.
  package func write() throws(Failure) {
    let document: JSONValue = ["release": .string(relativeRelease)]
    let file = folder.appendingPathComponent(Self.name)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try WholeFile(file).write(Array((document.text(.indented) + "\n").utf8))
    } catch {
      throw Failure(error, doing: "writing \(file.path)")
    }
  }

  private var relativeRelease: String {
    let start = folder.path.hasSuffix("/") ? folder.path : folder.path + "/"
    return release.path.hasPrefix(start)
      ? String(release.path.dropFirst(start.count)) : release.path
  }
}
