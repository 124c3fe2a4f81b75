import CommandLineTool
import Errors
import Foundation
import ReleaseModel
import Rolling

/// A checkout of the release repository, read as it lies in the folder.
package struct ReleaseFolder: Sendable {
  package let root: URL

  /// The checkout that `folder` lies in.
  package init(around folder: URL) throws(CommandFailure) {
    var place = folder.standardizedFileURL
    while !FileManager.default.fileExists(
      atPath: place.appendingPathComponent(VersionInfo.path).path)
    {
      guard place.path != "/" else { throw notARepository(folder) }
      place = place.deletingLastPathComponent()
    }
    root = place
  }

  /// The regular files under `paths`, by path; symbolic links are not followed, so that a link out of
  /// the repository shows as missing.
  package func files(under paths: [String]) throws(CommandFailure) -> [RepositoryFile] {
    do {
      return try paths.flatMap { try files(at: $0) }
    } catch {
      throw CommandFailure(Failure(error, doing: "reading \(root.path)"))
    }
  }

  /// The configuration, or every mistake in it.
  package func configuration() throws(CommandFailure) -> ReleaseConfiguration {
    let files = try files(under: ReleaseConfiguration.paths)
    do throws(Mistakes) { return try ReleaseConfiguration.read(files) } catch {
      throw CommandFailure(error)
    }
  }

  private func files(at path: String) throws -> [RepositoryFile] {
    let url = root.appendingPathComponent(path)
    guard let kind = try? kind(of: url) else { return [] }
    if kind == .typeRegular {
      let mode = try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions]
      return [
        RepositoryFile(
          path: path, bytes: Array(try Data(contentsOf: url)),
          isExecutable: (mode as? Int).map { $0 & 0o100 != 0 } ?? false)
      ]
    }
    guard kind == .typeDirectory else { return [] }
    let names = try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
    return try names.filter { $0 != "__pycache__" }.flatMap { try files(at: path + "/" + $0) }
  }

  private func kind(of url: URL) throws -> FileAttributeType? {
    try FileManager.default.attributesOfItem(atPath: url.path)[.type] as? FileAttributeType
  }
}

/// The component called `text`, which must be one of `known`.
package func componentName(
  _ text: String, among known: [ComponentName]
) throws(CommandFailure) -> ComponentName {
  if let name = ComponentName(text), known.contains(name) { return name }
  throw CommandFailure(
    .usage,
    "\(quoted(text)) is not pinned here\n  hint: "
      + suggestion(for: text, among: known.map(\.description), listedIn: VersionInfo.path))
}

private func notARepository(_ folder: URL) -> CommandFailure {
  CommandFailure(
    .badData,
    "looking for \(VersionInfo.path) in \(folder.path) and above: not found"
      + "\n  hint: run this inside a clone of the release repository")
}
