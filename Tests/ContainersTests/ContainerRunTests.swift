import Foundation
import Processes
import ReleaseModel
import Testing

@testable import Containers

@Suite("What podman is called with", .timeLimit(.minutes(20)))
struct ContainerRunTests {
  private let run = ContainerRun(
    name: "roller-1-build", image: "sha256:abc", command: ["/bin/sh", "-c", "echo it's"],
    mounts: [
      ContainerMount(URL(filePath: "/cache/in"), at: "/in"),
      ContainerMount(URL(filePath: "/cache/out"), at: "/out", writable: true),
    ].compactMap(\.self),
    environment: ["SOURCE_DATE_EPOCH": "1763769600"],
    limits: ContainerLimits(memory: 4_096, processes: 256, cores: 2, time: .seconds(600)),
    labels: ["org.openxla.roller.run": "7"])

  @Test("a run isolates, limits and names the container, in full")
  func arguments() {
    #expect(
      run.arguments.joined(separator: "\n") == """
        run
        --rm
        --name
        roller-1-build
        --label
        org.openxla.roller=1
        --label
        org.openxla.roller.run=7
        --init
        --pull=never
        --network=none
        --cap-drop=ALL
        --security-opt=no-new-privileges
        --read-only
        --env-host=false
        --http-proxy=false
        --log-driver=none
        --hostname
        builder
        --tmpfs
        /tmp:rw,size=256m,mode=1777,exec
        --memory
        4096m
        --memory-swap
        4096m
        --pids-limit
        256
        --cpus
        2
        --timeout
        610
        --ulimit
        core=0:0
        --ulimit
        nofile=1024:1024
        --ulimit
        nproc=4096:4096
        --user
        10001:10001
        --env
        SOURCE_DATE_EPOCH=1763769600
        --volume
        /cache/in:/in:ro
        --volume
        /cache/out:/out:rw
        sha256:abc
        /bin/sh
        -c
        echo it's
        """)
  }

  @Test("the line for a shell quotes what a shell would read otherwise")
  func shellForm() {
    #expect(run.shellForm().hasPrefix("podman run --rm --name roller-1-build --label "))
    #expect(run.shellForm().hasSuffix(#"sha256:abc /bin/sh -c 'echo it'\''s'"#))
  }

  @Test("without root, the container's user is ourselves")
  func rootless() {
    let user = ContainerUser.keptIdentity(user: 1_000, group: 100)
    #expect(user.arguments == ["--userns=keep-id", "--user", "1000:100"])
  }

  @Test("a path that podman would misread is no mount", arguments: ["/a:b", "/a\nb"])
  func refusedMounts(path: String) {
    #expect(ContainerMount(URL(filePath: path), at: "/in") == nil)
  }

  @Test(
    "the engine's reserved codes, kills and limits are told apart from the script's own codes",
    arguments: [
      (ProcessExit.exited(0), ContainerEnd.exited(0)), (.exited(1), .exited(1)),
      (.exited(75), .exited(75)), (.exited(125), .notStarted(125)),
      (.exited(126), .notStarted(126)), (.exited(127), .notStarted(127)),
      (.exited(137), .killed), (.exited(139), .died(signal: 11)),
      (.exited(255), .stopped(.timeLimit(.seconds(600)))), (.signalled(9), .killed),
      (.signalled(15), .died(signal: 15)),
    ])
  func ends(exit: ProcessExit, end: ContainerEnd) {
    #expect(ContainerEnd(exit: exit, stopped: nil, limits: ContainerLimits()) == end)
  }

  @Test("when we stopped it, that is the end, whatever the client says")
  func stopped() {
    let end = ContainerEnd(exit: .exited(0), stopped: .outputLimit(4), limits: ContainerLimits())
    #expect(end == .stopped(.outputLimit(4)))
    #expect(end.trouble(limits: ContainerLimits()) == "stopped after printing more than 4 MiB")
  }
}
