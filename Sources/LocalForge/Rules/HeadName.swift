/// A branch as pull requests name it: `branch`, or `owner:branch`.
struct HeadName: Sendable, Equatable {
  let owner: String?
  let branch: String

  init(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    owner = parts.count == 2 ? String(parts[0]) : nil
    branch = String(parts[parts.count - 1])
  }

  /// True when this names a branch of the repository of `login`; there are no forks here.
  func belongs(to login: String) -> Bool {
    owner.map { $0.lowercased() == login.lowercased() } ?? true
  }
}
