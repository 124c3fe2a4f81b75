import Foundation

/// How far a checkout's main is ahead of its forge's, and how to bring it there.
package struct CheckoutLead: Sendable, Equatable {
  /// The forge's default branch.
  package let branch: String
  /// The checkout's counterpart of it, in full.
  package let reference: String
  /// The commits that the forge's branch lacks.
  package let commits: Int
  /// The forge's commits that the checkout lacks; more than none: a push would be refused.
  package let missing: Int
  /// What `git push` takes for the forge.
  package let remote: String

  package init(branch: String, reference: String, commits: Int, missing: Int, remote: String) {
    self.branch = branch
    self.reference = reference
    self.commits = commits
    self.missing = missing
    self.remote = remote
  }

  /// Compares the checkout in `folder` with the forge in `forge`; nil when there is nothing to bring,
  /// or they cannot be compared.
  package static func read(
    _ folder: String, forge: URL, environment: [String: String]
  ) async -> CheckoutLead? {
    let checkout = GitTool(repository: folder, environment: environment)
    let git = GitTool(repository: forge.path, environment: environment)
    guard let branch = await git.line(["symbolic-ref", "--short", "HEAD"]),
      let (reference, tip) = await counterpart(of: branch, in: checkout, git),
      let objects = await checkout.line(
        ["rev-parse", "--path-format=absolute", "--git-path", "objects"]),
      let counts = await difference(from: branch, to: tip, objects, git), counts.ahead > 0
    else { return nil }
    let key = "remote.\(ForgeClaim.remote).url"
    let isSetUp = await checkout.line(["config", "--local", "--get", key]) == forge.path
    return CheckoutLead(
      branch: branch, reference: reference, commits: counts.ahead, missing: counts.behind,
      remote: isSetUp ? ForgeClaim.remote : forge.path)
  }

  /// The branch of the same name; else what the forge was founded from.
  private static func counterpart(
    of branch: String, in checkout: GitTool, _ git: GitTool
  ) async -> (reference: String, tip: String)? {
    let source = await git.line(["config", "--get", InitialBranch.setting])
    for reference in ["refs/heads/\(branch)", source].compactMap(\.self) {
      let name = reference + "^{commit}"
      if let tip = await checkout.line(["rev-parse", "--verify", "--quiet", name]) {
        return (reference, tip)
      }
    }
    return nil
  }

  /// Counted in the forge, with the checkout's objects lent to it: either side may lack the other's
  /// commits (<https://git-scm.com/docs/git#Documentation/git.txt-codeGITALTERNATEOBJECTDIRECTORIEScode>).
  private static func difference(
    from branch: String, to tip: String, _ objects: String, _ git: GitTool
  ) async -> (behind: Int, ahead: Int)? {
    let lent = GitTool(
      repository: git.repository,
      environment: git.environment.merging(["GIT_ALTERNATE_OBJECT_DIRECTORIES": objects]) { $1 })
    let counts = await lent.line(
      ["rev-list", "--left-right", "--count", "refs/heads/\(branch)...\(tip)"])
    let numbers = (counts ?? "").split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    return numbers.count == 2 ? (numbers[0], numbers[1]) : nil
  }

  /// What a person is told, with the command that brings the commits.
  package var note: String {
    let name = reference.split(separator: "/").dropFirst(reference == "HEAD" ? 0 : 2)
      .joined(separator: "/")
    let target = name == branch ? branch : "\(name):\(branch)"
    let own = reference == "HEAD" ? "HEAD" : name
    let push = "git push \(remote) \(target)"
    let found =
      "this checkout's \(own) has \(counted(commits)) that the local forge's \(branch) lacks"
    guard missing > 0 else { return "\(found)\n  hint: \(push)" }
    return "\(found), and lacks \(counted(missing)) of the forge's"
      + "\n  hint: git pull --rebase \(remote) \(branch), then \(push)"
  }
}

private func counted(_ commits: Int) -> String {
  commits == 1 ? "1 commit" : "\(commits) commits"
}
