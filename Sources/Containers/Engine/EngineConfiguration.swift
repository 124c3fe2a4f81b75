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
