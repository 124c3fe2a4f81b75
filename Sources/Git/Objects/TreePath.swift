/// A path inside a commit, such as `iree/version.json`: relative, and safe on any file system.
package struct TreePath: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let text: String

  /// Parses `a/b/c`; refuses what could leave the folder or mean something else elsewhere.
  package init(_ text: String) throws(GitError) {
    let components = text.split(separator: "/", omittingEmptySubsequences: false)
    for component in components {
      if let fault = PathFault(component) { throw unsafePath(text, fault) }
    }
    self.text = text
  }

  init(unchecked text: String) {
    self.text = text
  }

  package var components: [Substring] { text.split(separator: "/") }

  package var description: String { text }

  package static func < (left: TreePath, right: TreePath) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}

private func unsafePath(_ text: String, _ fault: PathFault) -> GitError {
  let quoted = String(text.prefix(200)).debugDescription
  return GitError(
    .refused, "\(quoted): \(fault.explanation)", while: "check a path", in: "git",
    hint: "use a relative path with / between names")
}
