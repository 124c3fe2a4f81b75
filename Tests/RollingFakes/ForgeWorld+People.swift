import ReleaseModel
import RollPlanning
import Rolling

// What people do to a repository and its pull requests.
extension ForgeWorld {
  /// Adds a commit of a person to main.
  package mutating func commitToMain(_ file: RepositoryFile, message: String) {
    guard var commit = commits[main] else { return }
    commit.parents = [main]
    commit.files[file.path] = file
    commit.message = message
    commit.author = "A person"
    commit.date = max(commit.date, now)
    branches[defaultBranch] = store(commit)
  }

  /// Reverts `commit` as `git revert` does when nothing else touched its files since.
  package mutating func revert(_ commit: Revision, because: String) {
    guard let taken = commits[commit], let parent = taken.parent, let before = commits[parent],
      var next = commits[main]
    else { return }
    next.parents = [main]
    next.author = "A person"
    for (path, file) in taken.files where before.files[path] != file {
      next.files[path] = before.files[path]
    }
    let subject = taken.message.prefix { $0 != "\n" }
    next.message = """
      Revert "\(subject)"

      This reverts commit \(commit).

      \(because)

      """
    next.date = max(next.date, now)
    branches[defaultBranch] = store(next)
  }

  /// Opens a pull request of a branch.
  package mutating func propose(_ branch: String, title: String) {
    guard let head = branches[branch] else { return }
    pulls.append(
      Pull(
        number: pulls.count + 1, branch: branch, base: defaultBranch, state: .open, head: head,
        opened: now, title: title, body: ""))
  }

  /// Closes a pull request without merging it.
  package mutating func sayNo(to number: Int, by person: String = "ada") {
    close(number, by: person)
  }

  /// Reopens a closed pull request; GitHub does so only while its branch stands where it stood.
  package mutating func reopen(_ number: Int) {
    guard let pull = pulls.first(where: { $0.number == number }), pull.state == .closed,
      branches[pull.branch] == pull.head,
      !pulls.contains(where: { $0.state == .open && $0.branch == pull.branch })
    else { return }
    edit(number) {
      $0.state = .open
      $0.closing = nil
    }
  }

  /// Pushes a commit of a person on top of `branch`.
  package mutating func push(onto branch: String, _ file: RepositoryFile, by person: String) {
    guard let head = branches[branch], var commit = commits[head] else { return }
    commit.parents = [head]
    commit.files[file.path] = file
    commit.message = "A fix by \(person)\n"
    commit.author = person
    set(branch, to: store(commit))
  }

  /// `git commit --amend`: the message and the parent stay, the content and the committer do not.
  package mutating func amend(_ branch: String, _ file: RepositoryFile, by person: String) {
    guard let head = branches[branch], var commit = commits[head] else { return }
    commit.files[file.path] = file
    commit.author = person
    set(branch, to: store(commit))
  }

  /// Puts a commit of a person under the head of `branch`, which keeps author, message and date.
  package mutating func fixUnderneath(
    _ branch: String, _ file: RepositoryFile, by person: String
  ) {
    guard let head = branches[branch], var top = commits[head], let parent = top.parent,
      var fix = commits[parent]
    else { return }
    fix.parents = [parent]
    fix.files[file.path] = file
    fix.message = "A fix by \(person)\n"
    fix.author = person
    let under = store(fix)
    top.parents = [under]
    top.files[file.path] = file
    set(branch, to: store(top))
  }

  /// GitHub's button "Update branch": merges the base into the branch of an open pull request.
  package mutating func updateBranch(of number: Int) {
    guard let pull = pulls.first(where: { $0.number == number }), pull.state == .open,
      let base = branches[pull.base], let tip = commits[base], let head = commits[pull.head],
      base != head.parent, isMergeable(pull)
    else { return }
    var files = tip.files
    let fork = head.parent.flatMap { commits[$0]?.files } ?? [:]
    for (path, file) in head.files where fork[path] != file { files[path] = file }
    let merge = store(
      Commit(
        parents: [pull.head, base], files: files,
        message: "Merge branch '\(pull.base)' into \(pull.branch)\n", date: max(now, head.date),
        author: "A person"))
    set(pull.branch, to: merge)
  }

  /// Merges an open pull request as GitHub's "Squash and merge" does: one commit, whose subject gets the
  /// number.
  package mutating func squash(_ number: Int) {
    guard let pull = pulls.first(where: { $0.number == number }), let head = commits[pull.head]
    else {
      return
    }
    let subject = head.message.prefix { $0 != "\n" }
    let rest = head.message.dropFirst(subject.count).drop { $0 == "\n" }
    squash(number, saying: "\(subject) (#\(number))", String(rest))
  }

  /// The same in words of the person's own.
  package mutating func squash(_ number: Int, saying title: String, _ message: String) {
    guard let pull = pulls.first(where: { $0.number == number }) else { return }
    mergeCommit(of: number, title: title, message: message)
    guard let merge = branches[pull.base], var commit = commits[merge] else { return }
    commit.parents = [commit.parents[0]]
    let squashed = store(commit)
    branches[pull.base] = squashed
    edit(number) { $0.mergeCommit = squashed }
  }

  /// Whether git would merge it: the file of the pins is as it was where the branch began.
  package func isMergeable(_ pull: Pull) -> Bool {
    guard let base = branches[pull.base], let fork = fork(of: pull.head, base) else { return false }
    return file(VersionInfo.path, at: base) == file(VersionInfo.path, at: fork)
  }

  /// Where the line of `head` leaves that of `base`, or met it last.
  func fork(of head: Revision, _ base: Revision) -> Revision? {
    let known = ancestors(of: base)
    var place: Revision? = head
    while let revision = place, !known.contains(revision) {
      let parents = commits[revision]?.parents ?? []
      place = parents.dropFirst().first { known.contains($0) } ?? parents.first
    }
    return place
  }

  /// Deletes a branch, which closes its open pull requests.
  package mutating func delete(_ branch: String) {
    try? move(branch, from: branches[branch], to: nil)
  }

  /// Renames the default branch, as GitHub does: pull requests follow.
  package mutating func renameDefaultBranch(to name: String) {
    branches[name] = branches.removeValue(forKey: defaultBranch)
    let old = defaultBranch
    defaultBranch = name
    pulls = pulls.map { pull in
      guard pull.base == old else { return pull }
      return pull.onto(name)
    }
  }

  private mutating func set(_ branch: String, to revision: Revision) {
    try? move(branch, from: branches[branch], to: revision)
  }
}

extension ForgeWorld.Pull {
  fileprivate func onto(_ base: String) -> ForgeWorld.Pull {
    ForgeWorld.Pull(
      number: number, branch: branch, base: base, state: state, head: head, opened: opened,
      closing: closing, mergeCommit: mergeCommit, isQueued: isQueued, isDraft: isDraft,
      title: title, body: body)
  }
}
