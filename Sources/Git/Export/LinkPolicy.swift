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
