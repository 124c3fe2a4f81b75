import Foundation
import ReleaseModel

/// One run of upstream code in a container: everything that it gets, and nothing else.
///
/// There is no way to give it a network, a capability, a writable root or our environment.
package struct ContainerRun: Sendable, Hashable {
  /// Unique on this machine.
  package let name: String
  /// An image id or reference that is already here.
  package let image: String
  package let command: [String]
  package let mounts: [ContainerMount]
  package let environment: [String: String]
  package let user: ContainerUser
  package let limits: ContainerLimits
  package let labels: [String: String]

  package init(
    name: String, image: String, command: [String], mounts: [ContainerMount] = [],
    environment: [String: String] = [:], user: ContainerUser = .builder,
    limits: ContainerLimits = ContainerLimits(), labels: [String: String] = [:]
  ) {
    self.name = name
    self.image = image
    self.command = command
    self.mounts = mounts
    self.environment = environment
    self.user = user
    self.limits = limits
    self.labels = labels
  }

  /// The label that every container of ours carries.
  static let label = "org.openxla.roller"
  /// The label that names the process which started it.
  static let ownerLabel = "org.openxla.roller.owner"

  /// What podman is called with: <https://docs.podman.io/en/v4.3/markdown/podman-run.1.html>.
  package var arguments: [String] {
    ["run", "--rm", "--name", name] + labelArguments + isolation + limitArguments
      + user.arguments
      + environment.sorted { $0.key < $1.key }.flatMap { ["--env", "\($0.key)=\($0.value)"] }
      + mounts.flatMap { ["--volume", $0.argument] } + [image] + command
  }

  private var labelArguments: [String] {
    labels.merging([Self.label: "1"]) { _, ours in ours }.sorted { $0.key < $1.key }
      .flatMap { ["--label", "\($0.key)=\($0.value)"] }
  }

  /// `--init`, because process 1 ignores its own fatal signals; no log driver, because podman would
  /// keep a second, unbounded copy of the output; no proxy, because its address may hold a password.
  private var isolation: [String] {
    [
      "--init", "--pull=never", "--network=none", "--cap-drop=ALL",
      "--security-opt=no-new-privileges", "--read-only", "--env-host=false", "--http-proxy=false",
      "--log-driver=none", "--hostname", "builder",
      "--tmpfs", "/tmp:rw,size=\(limits.temporary)m,mode=1777,exec",
    ]
  }

  /// podman's own time limit is a little later than ours: it stops what outlives us. A single
  /// `--ulimit` drops the defaults of `containers.conf`, so all of them stand here. `nproc` counts
  /// the user's processes in all containers together, so it is larger than one container's limit.
  private var limitArguments: [String] {
    [
      "--memory", "\(limits.memory)m", "--memory-swap", "\(limits.memory)m",
      "--pids-limit", "\(limits.processes)", "--cpus", plain(limits.cores),
      "--timeout", "\(limits.time.components.seconds + 10)",
      "--ulimit", "core=0:0", "--ulimit", "nofile=1024:1024", "--ulimit", "nproc=4096:4096",
    ]
  }

  private func plain(_ cores: Double) -> String {
    cores == cores.rounded() ? "\(Int(cores))" : "\(cores)"
  }

  /// The same run with one more label.
  func labelled(_ key: String, _ value: String) -> ContainerRun {
    ContainerRun(
      name: name, image: image, command: command, mounts: mounts, environment: environment,
      user: user, limits: limits, labels: labels.merging([key: value]) { _, new in new })
  }

  /// The same run as a line for a shell.
  package func shellForm(engine: String = "podman") -> String {
    ([engine] + arguments).map(shellQuoted).joined(separator: " ")
  }
}

/// `word` as a POSIX shell reads it back:
/// <https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_02_02>.
func shellQuoted(_ word: String) -> String {
  let isPlain =
    !word.isEmpty
    && word.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: "-_./:=,@+%".utf8.contains(byte)
      }
    }
  return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
}

/// A folder of this machine that a container sees.
package struct ContainerMount: Sendable, Hashable {
  package let source: URL
  package let destination: String
  package let isWritable: Bool

  /// The mount, or nil when a path holds what `--volume` would misread.
  ///
  /// The form is `source:destination:options`, without quoting:
  /// <https://docs.podman.io/en/v4.3/markdown/podman-run.1.html>.
  package init?(_ source: URL, at destination: String, writable: Bool = false) {
    let path = source.path
    guard path.hasPrefix("/"), destination.hasPrefix("/"),
      !(path + destination).contains(where: { $0 == ":" || $0 == "\n" })
    else { return nil }
    self.source = source
    self.destination = destination
    isWritable = writable
  }

  var argument: String { "\(source.path):\(destination):\(isWritable ? "rw" : "ro")" }
}

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
