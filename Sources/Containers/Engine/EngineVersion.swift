/// The version of a container engine.
package struct EngineVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let numbers: [Int]

  /// The oldest podman whose flags and exit codes we rely on.
  package static let oldest = EngineVersion(numbers: [4, 0, 0])

  package init(numbers: [Int]) {
    self.numbers = numbers
  }

  /// The version in a line such as `podman version 4.3.1`, suffixes like `-rc1` aside.
  package init?(_ line: String) {
    guard let word = line.split(whereSeparator: \.isWhitespace).last else { return nil }
    let parts = word.prefix { $0.isNumber || $0 == "." }.split(separator: ".")
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count >= 2, numbers.count == parts.count else { return nil }
    self.numbers = numbers
  }

  package var description: String { numbers.map(String.init).joined(separator: ".") }

  package static func < (left: Self, right: Self) -> Bool {
    left.numbers.lexicographicallyPrecedes(right.numbers)
  }
}

/// The `containers.conf` that makes a plain podman work here, whoever runs it.
///
/// A project file, named by `CONTAINERS_CONF`, leaves the machine's own configuration alone. No
/// systemd is needed, and nothing gets a network by accident:
/// <https://github.com/containers/common/blob/main/docs/containers.conf.5.md>.
struct EngineConfiguration: Sendable, Hashable {
  /// `runc` or `crun`; crun refuses machines that mix cgroups v1 and v2.
  let runtime: String

  var text: String {
    """
    # Written by roller. Changes are overwritten.
    [containers]
    default_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]
    netns = "none"
    [engine]
    runtime = "\(runtime)"
    cgroup_manager = "cgroupfs"
    events_logger = "file"

    """
  }
}
