internal import CGit2

extension OpenRepository {
  /// Marks the repository as a partial clone of `url`, so that git, too, knows that missing objects
  /// are not lost: <https://git-scm.com/docs/partial-clone>.
  func markPartial(_ filter: ObjectFilter, from url: String) throws(GitError) {
    let operation = "mark the repository as partial"
    var raw: OpaquePointer?
    try check(git_repository_config(&raw, self.raw), operation)
    guard let raw else { return }
    let config = Handle(raw) { git_config_free($0) }
    var promisor: Int32 = 0
    if git_config_get_bool(&promisor, config.raw, "remote.origin.promisor") == 0, promisor == 1 {
      return
    }
    try check(git_config_set_string(config.raw, "remote.origin.url", url), operation)
    try check(
      git_config_set_string(config.raw, "remote.origin.partialclonefilter", filter.description),
      operation)
    try check(git_config_set_int32(config.raw, "core.repositoryformatversion", 1), operation)
    try check(git_config_set_string(config.raw, "extensions.partialclone", "origin"), operation)
    try check(git_config_set_bool(config.raw, "remote.origin.promisor", 1), operation)
  }
}
