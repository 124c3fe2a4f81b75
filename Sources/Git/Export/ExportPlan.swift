/// The checked list of what an export will write.
///
/// Everything is judged before the first byte is written, so that a hostile tree leaves nothing behind.
struct ExportPlan {
  /// Paths relative to the exported folder, parents first.
  private(set) var entries: [(path: String, entry: TreeEntry)] = []
  private var seen: [String: String] = [:]

  /// Takes `entry`, which is exported as `path`; the sentence says why it must not be.
  mutating func add(_ entry: TreeEntry, at path: String) -> String? {
    for component in path.split(separator: "/", omittingEmptySubsequences: false) {
      if let fault = PathFault(component) { return fault.explanation }
    }
    guard entry.kind != .symbolicLink else { return "a symbolic link" }
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
