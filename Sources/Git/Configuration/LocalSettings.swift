internal import CGit2
import Foundation

extension OpenRepository {
  /// The value of `name` in the repository's own configuration file; nil when it has none there.
  package func localSetting(_ name: String) throws(GitError) -> String? {
    let settings = try localConfiguration()
    var buffer = git_buf()
    let code = git_config_get_string_buf(&buffer, settings.raw, name)
    defer { git_buf_dispose(&buffer) }
    if code == GIT_ENOTFOUND.rawValue { return nil }
    try check(code, "read the setting \(name)")
    return buffer.ptr.map { String(cString: $0) }
  }

  /// Sets `name` in the repository's own configuration file; nil takes it away.
  package func setLocal(_ name: String, to value: String?) throws(GitError) {
    let settings = try localConfiguration()
    guard let value else {
      let code = git_config_delete_entry(settings.raw, name)
      if code == GIT_ENOTFOUND.rawValue { return }
      return try check(code, "remove the setting \(name) away")
    }
    try check(git_config_set_string(settings.raw, name, value), "set \(name)")
  }

  /// Of the repository alone: what the user and the machine set is not ours to read or change.
  private func localConfiguration() throws(GitError) -> Handle {
    var whole: OpaquePointer?
    try check(git_repository_config(&whole, raw), "open the configuration")
    guard let whole else { throw error(.failed, "none", while: "open the configuration") }
    let all = Handle(whole) { git_config_free($0) }
    var local: OpaquePointer?
    try check(
      git_config_open_level(&local, all.raw, GIT_CONFIG_LEVEL_LOCAL), "open the configuration")
    guard let local else { throw error(.failed, "none", while: "open the configuration") }
    return Handle(local) { git_config_free($0) }
  }
}
