/// Who runs inside a container, and who that is outside.
package enum ContainerUser: Sendable, Hashable {
  /// An unprivileged number, for an engine that runs as root.
  case fixed(user: UInt32, group: UInt32)
  /// Ourselves, for an engine that runs without privileges:
  /// <https://docs.podman.io/en/v4.3/markdown/podman-run.1.html#userns-mode>.
  case keptIdentity(user: UInt32, group: UInt32)

  /// The user that recipes expect when the engine runs as root.
  package static let builder = ContainerUser.fixed(user: 10_001, group: 10_001)

  var arguments: [String] {
    switch self {
    case .fixed(let user, let group): ["--user", "\(user):\(group)"]
    case .keptIdentity(let user, let group):
      ["--userns=keep-id", "--user", "\(user):\(group)"]
    }
  }
}
