/// The branch of a checkout that a forge's default branch begins as, and why that one.
///
/// Never what happens to be checked out, unless there is nothing else: a topic branch would become
/// what every later night rolls.
package struct InitialBranch: Sendable, Equatable {
  /// Why it is this one.
  package enum Reason: Sendable, Equatable {
    case isNamedMain, isDefaultOfOrigin, isCheckedOut
  }

  package let reason: Reason
  /// Its full name in the checkout.
  package let reference: String
  /// What the forge calls it.
  package let name: String
  /// Where it stands, as 40 digits.
  package let commit: String

  /// Where a forge keeps ``reference``, to compare with it later.
  static let setting = "roller.source"

  /// Nil when the checkout has no commit.
  static func read(_ checkout: GitTool) async -> InitialBranch? {
    let listing = try? await checkout.output(
      [
        "for-each-ref", "--format=%(refname) %(objectname) %(symref)", "refs/heads/main",
        "refs/remotes/origin/HEAD",
      ])
    return choose(
      from: listing ?? "", head: await checkout.line(["rev-parse", "--verify", "--quiet", "HEAD"]))
  }

  /// Chooses from lines of name, commit and, for a symbolic reference, the name that it leads to.
  static func choose(from listing: String, head: String?) -> InitialBranch? {
    let lines = listing.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    if let main = lines.first(where: { $0.first == "refs/heads/main" && $0.count > 1 }) {
      return InitialBranch(
        reason: .isNamedMain, reference: main[0], name: "main", commit: main[1])
    }
    let remote = "refs/remotes/origin/"
    if let origin = lines.first(where: { $0.count == 3 && $0[2].hasPrefix(remote) }) {
      return InitialBranch(
        reason: .isDefaultOfOrigin, reference: origin[2],
        name: String(origin[2].dropFirst(remote.count)), commit: origin[1])
    }
    return head.map { commit in
      InitialBranch(reason: .isCheckedOut, reference: "HEAD", name: "main", commit: commit)
    }
  }

  /// What a person is told of it, as the end of a sentence.
  package var description: String {
    switch reason {
    case .isNamedMain: "the branch main, \(commit.prefix(10))"
    case .isDefaultOfOrigin: "\(reference.dropFirst("refs/remotes/".count)), \(commit.prefix(10))"
    case .isCheckedOut: "the commit that is checked out, \(commit.prefix(10))"
    }
  }

  /// What is worth saying when a forge was founded from it; nil for the ordinary case.
  package var note: String? {
    switch reason {
    case .isNamedMain: nil
    case .isDefaultOfOrigin:
      "the local forge was created from \(description): there is no local branch main"
    case .isCheckedOut:
      "the local forge was created from \(description): this checkout has neither a branch main nor"
        + " a default branch of origin"
    }
  }
}
