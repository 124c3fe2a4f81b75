import Git
import ReleaseModel

/// A commit of a merged branch that set pins, which its merge then brought to main.
///
/// The author of this commit chose them, not the person who pressed "merge".
package struct MergedPins: Sendable, Equatable {
  package let revision: Revision
  /// As they are in the commit: encode them before use.
  package let author: String
  package let subject: String
  package let cause: LogEntry.Cause
  /// The components that main has from it.
  package let components: [ComponentName]
}

extension LogReading {
  /// Who set what `merge` brought to main, the newest commit first; nothing for a commit that merges
  /// nothing, or where the merged branch did not set it (a conflict's resolution did).
  mutating func setters(
    of components: [ComponentName], by merge: Commit, in git: borrowing OpenRepository
  ) throws(GitError) -> [MergedPins] {
    guard try git.merged(by: merge) != nil else { return [] }
    var found: [(commit: Commit, components: [ComponentName])] = []
    for component in components {
      guard let setter = try setter(of: component, from: merge, in: git) else { continue }
      if let place = found.firstIndex(where: { $0.commit.id == setter.id }) {
        found[place].components.append(component)
      } else {
        found.append((setter, [component]))
      }
    }
    return found.sorted { $0.commit.committer.seconds > $1.commit.committer.seconds }
      .map { MergedPins($0.commit, $0.components) }
  }

  /// As `git blame` goes: to the first parent that has the same pin, until none has.
  private mutating func setter(
    of component: ComponentName, from merge: Commit, in git: borrowing OpenRepository
  ) throws(GitError) -> Commit? {
    let pin = try pin(of: component, in: merge.id, git)
    var commit = merge
    for _ in 0..<longestBranch {
      var next: Commit?
      for parent in commit.parents where next == nil {
        guard let known = try git.known(parent) else { return nil }
        if try self.pin(of: component, in: parent, git) == pin { next = known }
      }
      guard let parent = next else { break }
      commit = parent
    }
    guard commit.id != merge.id, let first = merge.parents.first,
      try git.knownAncestor(commit.id, of: first) != true
    else { return nil }
    return commit
  }

  private mutating func pin(
    of component: ComponentName, in commit: ObjectID, _ git: borrowing OpenRepository
  ) throws(GitError) -> Pin? {
    try files.versionInfo(try git.pinFile(of: commit), in: git)?.pins[component]
  }
}

extension MergedPins {
  fileprivate init(_ commit: Commit, _ components: [ComponentName]) {
    self.init(
      revision: commit.id.revision, author: commit.author.name, subject: commit.subject,
      cause: LogEntry.Cause(message: commit.message), components: components)
  }
}

/// How many commits of a merged branch are looked at: one that is longer is named by its merge alone.
private let longestBranch = 1_000
