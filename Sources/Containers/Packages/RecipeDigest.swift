import Digest
import Foundation
import ReleaseModel

/// The digest over some files and folders of `root`, the same on every machine.
///
/// Over paths and contents in the order of the paths' bytes; neither dates, owners, modes nor what
/// Python or an editor leaves behind change it. Tests of a recipe decide no verdict.
func recipeDigest(of names: [String], in root: URL) throws -> SHA256Digest {
  var hasher = SHA256Hasher()
  for name in names.sorted() {
    if let content = try content(of: root.appending(path: name)) {
      hasher.update(Array("\(name)\u{0}\(content)\n".utf8))
      continue
    }
    let paths = FileManager.default.enumerator(atPath: root.appending(path: name).path)?
      .compactMap { $0 as? String }
    for path in (paths ?? []).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let parts = path.split(separator: "/")
      if parts.contains(where: { $0.hasPrefix(".") || $0 == "__pycache__" || $0 == "tests" }) {
        continue
      }
      guard let content = try content(of: root.appending(path: "\(name)/\(path)")) else {
        continue
      }
      hasher.update(Array("\(name)/\(path)\u{0}\(content)\n".utf8))
    }
  }
  return hasher.finish()
}

/// What stands for a file in a digest; nil for a folder.
private func content(of url: URL) throws -> String? {
  let attributes = try FileManager.default.attributesOfItem(atPath: url.path)
  switch attributes[.type] as? FileAttributeType {
  case .typeRegular?: return try SHA256Digest(ofFileAt: url).description
  case .typeSymbolicLink?:
    return "-> " + (try FileManager.default.destinationOfSymbolicLink(atPath: url.path))
  default: return nil
  }
}

extension Target {
  /// What of a target decides a verdict, one fact a line.
  var recipeText: String {
    let others = pythons.dropFirst().map { "python \($0.tag) image \($0.image)" }
    let lines = [
      "target \(name)", "python \(first.tag)", "platforms \(platforms.joined(separator: " "))",
      "image \(first.image)",
    ]
    return (lines + others + [""]).joined(separator: "\n")
  }
}
