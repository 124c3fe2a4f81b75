import Foundation
import TestKit
import Testing

@testable import Containers

@Suite("Upstream code in a real container", .serialized, .timeLimit(.minutes(20)))
struct IsolationTests {
  @Test("has no network, no privileges, nothing of ours, and no way to get them")
  func isolation() async throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "recipe/file")
    let output = folder.url.appending(path: "out")
    try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
    try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: output.path)
    let mounts = [
      ContainerMount(folder.url.appending(path: "recipe"), at: "/recipe"),
      ContainerMount(output, at: "/out", writable: true),
    ].compactMap(\.self)
    let run = try await LiveRun(probes.script, mounts: mounts, environment: ["GIVEN": "yes"])
    #expect(run.end == .exited(0))
    let lines = run.log.split(separator: "\n").map(String.init)
    for (name, expected) in probes.answers {
      let answer = lines.first { $0.hasPrefix("probe \(name): ") }
      #expect(answer == "probe \(name): \(expected)")
    }
    #expect(!run.log.contains("canary-secret"))
  }

  @Test("a script's exit code comes through", arguments: [0, 1, 2, 75, 99])
  func exitCodes(code: Int32) async throws {
    #expect(try await LiveRun("exit \(code)").end == .exited(code))
  }

  @Test("a crash is a crash, because something else is process 1")
  func crash() async throws {
    #expect(try await LiveRun("kill -SEGV $$").end == .died(signal: 11))
  }

  @Test("an image that is not here is not fetched")
  func missingImage() async throws {
    let run = try await LiveRun("true", image: "localhost/openxla-roller-test:never")
    #expect(run.end == .notStarted(125))
  }

  @Test("both streams are logged, whole lines, without colours")
  func streams() async throws {
    let run = try await LiveRun(#"echo out; printf '\033[31mred\033[0m' >&2"#)
    #expect(run.log.contains("\nout"))
    #expect(run.log.contains("\nred"))
  }
}

/// What a container is asked about itself, and what it must answer.
private let probes: (script: String, answers: [(String, String)]) = {
  let list: [(name: String, command: String, answer: String)] = [
    ("interfaces", "ls /sys/class/net", "lo"),
    ("metadata service", "denied wget -q -T 1 -O - http://169.254.169.254/", "denied"),
    ("names", "denied nslookup example.org", "denied"),
    ("user", "id -u", "\(getuid() == 0 ? 10_001 : getuid())"),
    ("effective capabilities", "sed -n 's/CapEff:.//p' /proc/self/status", "0000000000000000"),
    ("bounding capabilities", "sed -n 's/CapBnd:.//p' /proc/self/status", "0000000000000000"),
    ("no new privileges", "sed -n 's/NoNewPrivs:.//p' /proc/self/status", "1"),
    ("system call filter", "sed -n 's/Seccomp:.//p' /proc/self/status", "2"),
    ("root", "denied touch /x", "denied"), ("programs", "denied touch /bin/x", "denied"),
    ("recipe", "denied touch /recipe/x", "denied"),
    ("recipe's file", "cat /recipe/file", "x"),
    ("out", "touch /out/x && echo written", "written"),
    ("tmp", "touch /tmp/x && echo written", "written"),
    ("mounting", "denied mount -t tmpfs none /tmp", "denied"),
    ("devices", "denied mknod /tmp/disk b 8 0", "denied"),
    ("giving away", "denied chown 0 /tmp/x", "denied"),
    ("becoming root", "denied su root -c true", "denied"),
    ("kernel log", "denied dmesg", "denied"),
    ("kernel settings", "denied sh -c 'echo 1 > /proc/sys/kernel/core_pattern'", "denied"),
    ("host name", "denied hostname other", "denied"),
    ("engine's socket", "denied ls /run/podman/podman.sock", "denied"),
    ("host's users", "denied cat /etc/shadow", "denied"),
    ("host's home", "denied ls /root", "denied"),
    ("processes", "[ $(ls -d /proc/[0-9]* | wc -l) -lt 10 ] && echo few", "few"),
    ("tracing process 1", "denied dd if=/proc/1/mem bs=1 count=1", "denied"),
    ("core dumps", "ulimit -c", "0"), ("given variable", "echo $GIVEN", "yes"),
    ("our variables", "env | grep -c -e TOKEN -e SSH -e AWS -e PIP || true", "0"),
    ("standard input", "cat", ""),
  ]
  let commands = list.map { "echo \"probe \($0.name): $( \($0.command) )\"" }
  let script = """
    exec 2>/dev/null
    denied() { if "$@" >/dev/null 2>&1; then echo allowed; else echo denied; fi; }
    \(commands.joined(separator: "\n"))
    exit 0
    """
  return (script, list.map { ($0.name, $0.answer) })
}()
