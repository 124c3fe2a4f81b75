internal import CGit2

/// A full reference name, such as `refs/heads/main`, or `HEAD`.
package struct ReferenceName: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The whole name.
  package let text: String

  /// Parses a full name by git's own rules (<https://git-scm.com/docs/git-check-ref-format>).
  package init(_ text: String) throws(GitError) {
    _ = LibGit2.start
    var valid: Int32 = 0
    let code = git_reference_name_is_valid(&valid, text)
    guard code == 0, valid == 1, text == "HEAD" || text.hasPrefix("refs/"),
      !text.utf8.contains(0)
    else {
      throw notAReferenceName(text)
    }
    self.text = text
  }

  /// The branch `name`: `refs/heads/<name>`.
  package init(branch name: String) throws(GitError) {
    guard !name.hasPrefix("-") else { throw notAReferenceName(name) }
    try self.init("refs/heads/" + name)
  }

  /// The tag `name`: `refs/tags/<name>`.
  package init(tag name: String) throws(GitError) {
    guard !name.hasPrefix("-") else { throw notAReferenceName(name) }
    try self.init("refs/tags/" + name)
  }

  private init(unchecked text: String) {
    self.text = text
  }

  package static let head = ReferenceName(unchecked: "HEAD")
  package static let main = ReferenceName(unchecked: "refs/heads/main")

  /// The branch's name without `refs/heads/`; nil when it is not a branch.
  package var branch: String? { text.dropping(prefix: "refs/heads/") }
  /// The tag's name without `refs/tags/`; nil when it is not a tag.
  package var tag: String? { text.dropping(prefix: "refs/tags/") }

  package var description: String { text }

  package static func < (left: ReferenceName, right: ReferenceName) -> Bool {
    left.text < right.text
  }
}

extension String {
  fileprivate func dropping(prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}

private func notAReferenceName(_ text: String) -> GitError {
  let quoted = String(text.prefix(200)).debugDescription
  return GitError(
    .invalid, "\(quoted) is not a full reference name", while: "name a reference", in: "git",
    hint: "write it in full, such as refs/heads/main (git help check-ref-format)")
}
