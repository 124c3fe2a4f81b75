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
