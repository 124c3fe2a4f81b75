import Git

/// One reference that a push moves, as git tells its hooks on a line.
struct PushedReference: Sendable, Equatable {
  let name: String
  /// Nil when it is created.
  let old: ObjectID?
  /// Nil when it is deleted.
  let new: ObjectID?

  /// A line of pre-receive: `<old> <new> <reference>`
  /// (<https://git-scm.com/docs/githooks#pre-receive>).
  init?(received line: Substring) {
    self.init(line.split(separator: " ", maxSplits: 2), old: 0, new: 1, name: 2)
  }

  /// A line of pre-push: `<local ref> <local id> <remote ref> <remote id>`
  /// (<https://git-scm.com/docs/githooks#_pre_push>).
  init?(pushed line: Substring) {
    self.init(line.split(separator: " "), old: 3, new: 1, name: 2)
  }

  /// What the framework pre-commit tells in variables (<https://pre-commit.com/#pre-push>).
  init?(framework environment: [String: String]) {
    guard let new = environment["PRE_COMMIT_TO_REF"].flatMap({ ObjectID($0) }),
      let branch = environment["PRE_COMMIT_REMOTE_BRANCH"]
    else { return nil }
    name = branch
    self.new = new.isZero ? nil : new
    old = environment["PRE_COMMIT_FROM_REF"].flatMap { ObjectID($0) }.flatMap {
      $0.isZero ? nil : $0
    }
  }

  private init?(_ words: [Substring], old: Int, new: Int, name: Int) {
    guard words.count == max(old, new, name) + 1, let from = ObjectID(words[old]),
      let to = ObjectID(words[new])
    else { return nil }
    self.name = String(words[name])
    self.old = from.isZero ? nil : from
    self.new = to.isZero ? nil : to
  }
}
