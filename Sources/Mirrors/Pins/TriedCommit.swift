import Errors
import Git
import ReleaseModel

/// A commit that did not land upstream, brought here to be judged and never to be pinned.
package struct TriedCommit: Sendable {
  /// The component with its origin where the commit comes from.
  package let component: Component
  package let pin: GitPin
  /// The first line of its message: a stranger's words.
  package let subject: String
  /// How many commits it has that the pinned one lacks, and the reverse; nil when the two share no
  /// history there.
  package let distance: (ahead: Int, behind: Int)?
}

extension Mirrors {
  /// The commit that `revision`, a reference or an id, names in the repository at `url`.
  ///
  /// It is kept in a mirror of that repository, beside the component's own: what is a commit of a
  /// fork must never look like one of upstream.
  package func tried(
    _ component: Component, at url: String, revision: BranchName, pinned: Revision
  ) async throws(Failure) -> TriedCommit {
    let place = try await TriedPlace(component, url, mirrors: self)
    let (id, label) = try await place.find(revision.description)
    return try await place.commit(id, label: label, pinned: pinned)
  }
}

/// A repository that is not the component's own.
private struct TriedPlace {
  let component: Component
  let mirror: Mirror
  private let references: [RemoteReference]

  init(_ component: Component, _ url: String, mirrors: Mirrors) async throws(Failure) {
    // Any branch will do to ask what there is.
    let asked = try mirrors.mirror(of: Self.moved(component, url, branch: "main"))
    let references: [RemoteReference]
    do throws(GitError) {
      references = try await asked.remote.references(withPrefixes: ["HEAD", "refs/"])
    } catch { throw asked.failed(error) }
    let head = references.first { $0.name == .head }
    let named = head?.symbolicTarget?.branch
    guard let branch = named ?? references.lazy.compactMap(\.name.branch).first else {
      throw Failure(
        .notFound, doing: "look into \(url)", found: "it has no branch",
        hint: "commit something there first")
    }
    self.references = references
    self.component = Self.moved(component, url, branch: branch)
    mirror = try mirrors.mirror(of: self.component)
  }

  private static func moved(_ component: Component, _ url: String, branch: String) -> Component {
    Component(
      name: component.name, origin: .git(url: url, branch: branch), records: component.records)
  }

  /// The commit of `text`, and what the place calls it.
  func find(_ text: String) async throws(Failure) -> (ObjectID, String?) {
    let names = [
      text, "refs/\(text)", "refs/tags/\(text)", "refs/heads/\(text)", "refs/\(text)/head",
    ]
    for name in names {
      if let found = references.first(where: { $0.name.text == name }) {
        return (found.peeled, text == "HEAD" ? found.symbolicTarget?.branch : text)
      }
    }
    if let id = ObjectID(text.lowercased()) { return (id, nil) }
    let head = try mirror.id(try await mirror.head())
    let ids = try await mirror.run { git throws(GitError) in
      text.count >= 4 ? try git.commits(from: head, startingWith: text) : []
    }
    if let id = ids.first, ids.count == 1 { return (id, nil) }
    throw Failure(
      .notFound, doing: "look for \(text) in \(mirror.url)",
      found: ids.isEmpty
        ? "no reference has this name, and no commit of \(mirror.branch) starts with it"
        : "\(ids.count) commits start with it",
      hint: "git ls-remote \(mirror.url) lists its references")
  }

  func commit(
    _ id: ObjectID, label: String?, pinned: Revision
  ) async throws(Failure) -> TriedCommit {
    _ = try await mirror.update()
    try await mirror.asking { () throws(GitError) in
      _ = try await mirror.remote.fetch(
        FetchRequest(wants: [id], filter: .trees(depth: 0)), into: mirror.repository)
    }
    let commit = try await mirror.commit(id.revision)
    let base = try mirror.id(pinned)
    let distance = try await mirror.run { git throws(GitError) -> (ahead: Int, behind: Int)? in
      try git.contains(base) ? try git.aheadBehind(id, relativeTo: base) : nil
    }
    return TriedCommit(
      component: component,
      pin: GitPin(
        revision: id.revision, label: label,
        date: Timestamp(seconds: commit.committer.seconds).day, isUnlanded: true),
      subject: String(commit.message.prefix { !$0.isNewline }.prefix(300)), distance: distance)
  }
}
