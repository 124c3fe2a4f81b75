import Foundation
import ReleaseModel
import TestKit
import Testing

@testable import Containers

@Suite("A real container at its limits", .serialized, .timeLimit(.minutes(20)))
struct LimitTests {
  private func limits(_ change: (inout ContainerLimits) -> Void) -> ContainerLimits {
    var limits = LiveRun.small
    change(&limits)
    return limits
  }

  /// A folder that the container may write to.
  private func writable(in folder: TemporaryFolder) throws -> [ContainerMount] {
    try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.url.path)
    return [ContainerMount(folder.url, at: "/out", writable: true)].compactMap(\.self)
  }

  @Test("a memory hog is killed")
  func memory() async throws {
    let run = try await LiveRun(
      "exec tail -c 200m /dev/zero", limits: limits { $0.memory = 32 })
    #expect(run.end == .killed)
    #expect(
      run.end.trouble(limits: limits { $0.memory = 32 })
        == "killed, probably because it needed more than 32 MiB of memory")
  }

  @Test("a fork bomb runs out of processes, not the machine")
  func processes() async throws {
    let run = try await LiveRun(
      "i=0; while [ $i -lt 100 ]; do sleep 30 & i=$((i+1)); done; exit 0",
      limits: limits { $0.processes = 20 })
    #expect(run.end != .exited(0))
    #expect(run.log.contains("can't fork"))
  }

  @Test("what hangs and ignores signals is stopped at its time limit")
  func time() async throws {
    let run = try await LiveRun(
      "trap '' TERM INT HUP; while true; do sleep 1; done",
      limits: limits { $0.time = .seconds(1) })
    #expect(run.end == .stopped(.timeLimit(.seconds(1))))
  }

  @Test("a flood of output is stopped, and little of it is kept")
  func output() async throws {
    let run = try await LiveRun("yes a line of the flood", limits: limits { $0.output = 1 })
    #expect(run.end == .stopped(.outputLimit(1)))
    #expect(run.log.count <= 4_000)
  }

  @Test("a flood without a newline too")
  func outputWithoutLines() async throws {
    let run = try await LiveRun("cat /dev/zero", limits: limits { $0.output = 1 })
    #expect(run.end == .stopped(.outputLimit(1)))
  }

  @Test("filling our disk is stopped")
  func disk() async throws {
    let folder = try TemporaryFolder()
    let run = try await LiveRun(
      "dd if=/dev/zero of=/out/x bs=1M count=16; sleep 60", limits: limits { $0.disk = 4 },
      mounts: try writable(in: folder))
    #expect(run.end == .stopped(.diskLimit(mebibytes: 4)))
  }

  @Test("too many files are stopped")
  func files() async throws {
    let folder = try TemporaryFolder()
    let run = try await LiveRun(
      "cd /out; touch $(seq 1 500); sleep 60", limits: limits { $0.files = 100 },
      mounts: try writable(in: folder))
    #expect(run.end == .stopped(.fileLimit(100)))
  }

  @Test("its own temporary disk is full for itself, and the script decides what that means")
  func temporary() async throws {
    let run = try await LiveRun(
      "dd if=/dev/zero of=/tmp/x bs=1M count=16 || exit 75", limits: limits { $0.temporary = 2 })
    #expect(run.end == .exited(75))
    #expect(run.log.contains("No space left on device"))
  }
}
