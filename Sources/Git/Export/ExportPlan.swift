/// The checked list of what an export will write.
///
/// Everything is judged before the first byte is written, so that a hostile tree leaves nothing behind.
struct ExportPlan {
  /// Paths relative to the exported folder, parents first.
  private(set) var entries: [(path: String, entry: TreeEntry)] = []
  private var seen: [String: String] = [:]

  /// Takes `entry`, which is exported as `path`; the sentence says why it must not be.
  ///
  /// `target` is where a symbolic link leads; nil when links are refused.
  mutating func add(_ entry: TreeEntry, at path: String, target: String? = nil) -> String? {
    for component in path.split(separator: "/", omittingEmptySubsequences: false) {
      if let fault = PathFault(component) { return fault.explanation }
    }
    if entry.kind == .symbolicLink {
      guard let target else { return "a symbolic link" }
      if let fault = linkFault(at: path, target: target) { return fault }
    }
    // Strings are equal when they are canonically equivalent, as on a file system that folds names.
    let folded = path.lowercased()
    if let other = seen[folded] {
      return "collides with \(other.debugDescription) where case or accents are folded"
    }
    seen[folded] = path
    entries.append((path, entry))
    return nil
  }
}

/// What an export wrote, and what it left out on purpose.
package struct Export: Sendable, Hashable {
  package var files = 0
  /// In bytes.
  package var size = 0
  /// Symbolic links that were kept.
  package var links = 0
  /// Paths that stand for other repositories; never followed, an empty folder stands in their place.
  package var submodules: [String] = []
  /// Files whose content is elsewhere (git LFS); the pointer is written, nothing is downloaded.
  package var largeFilePointers: [String] = []
}

/// How much an export may write before it is refused.
package struct ExportLimits: Sendable, Hashable {
  /// Files and folders together.
  package var entries: Int
  /// In bytes, all files together.
  package var total: Int
  /// In bytes, each file.
  package var file: Int

  package init(entries: Int = 200_000, total: Int = 2 << 30, file: Int = 256 << 20) {
    self.entries = entries
    self.total = total
    self.file = file
  }
}

/// What an export does with symbolic links.
package enum LinkPolicy: Sendable, Hashable {
  /// A tree with one is refused.
  case refuse
  /// Those that stay inside of what is exported are written; a tree with any other is refused.
  case keepInside
}

/// Why a symbolic link must not be written; nil for one that stays below the exported root.
///
/// `..` is taken only in front: folders of a commit are real folders, so that the way up is known,
/// and what follows can only lead further down, through other links that were judged the same way.
func linkFault(at path: String, target: String) -> String? {
  let names = target.split(separator: "/", omittingEmptySubsequences: false)
  guard !target.isEmpty, target.utf8.count <= 4096 else {
    return "a symbolic link with a target of \(target.utf8.count) bytes"
  }
  let ups = names.prefix { $0 == ".." }.count
  let depth = path.split(separator: "/").count - 1
  let downs = names.dropFirst(ups)
  let isInside = ups <= depth && downs.allSatisfy { PathFault($0) == nil }
  guard !isInside else { return nil }
  return "a symbolic link to \(String(target.prefix(200)).debugDescription), which may lead out"
}
