import Errors
import Foundation
import Processes
import TestKit
import Testing

@testable import Containers

@Suite("Finding the engine", .timeLimit(.minutes(20)))
struct EngineTests {
  private func machine(_ folders: [String], _ runner: ScriptedRunner) -> Machine {
    Machine(
      runner: runner, environment: [:], searchPath: SearchPath(folders: folders),
      process: ProcessInfo.processInfo.processIdentifier, user: 0, group: 0)
  }

  /// A folder with programs of these names.
  private func programs(_ names: [String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in names { try folder.write("", to: name, executable: true) }
    return folder
  }

  @Test("without podman the message says what to install")
  func noEngine() async throws {
    let folder = try TemporaryFolder()
    let error = await #expect(throws: Failure.self) {
      try await ContainerEngine.find(
        on: machine([folder.url.path], ScriptedRunner()), writingTo: folder.url)
    }
    #expect(
      error?.description == """
        looking for the container engine: podman is not on the search path
          hint: apt-get install -y --no-install-recommends podman runc conmon catatonit
        """)
    let doctor = await ContainerEngine.diagnose(
      on: machine([folder.url.path], ScriptedRunner()), folder: folder.url)
    #expect(doctor.map(\.state) == [.bad])
    #expect(doctor.first?.remedy.hasPrefix("apt-get install") == true)
  }

  @Test("without a runtime too")
  func noRuntime() async throws {
    let folder = try programs(["podman"])
    let error = await #expect(throws: Failure.self) {
      try await ContainerEngine.find(
        on: machine([folder.url.path], ScriptedRunner()), writingTo: folder.url)
    }
    #expect(error?.found == "neither runc nor crun is on the search path")
  }

  @Test("an old podman is refused, with its version")
  func tooOld() async throws {
    let folder = try programs(["podman", "runc"])
    let runner = ScriptedRunner(output: "podman version 3.4.4\n")
    let error = await #expect(throws: Failure.self) {
      try await ContainerEngine.find(
        on: machine([folder.url.path], runner), writingTo: folder.url)
    }
    #expect(
      error?.found == "version 3.4.4, and 4.0.0 is the oldest version known to work")
  }

  @Test("crun is used where runc is missing, and written into our own containers.conf")
  func configuration() async throws {
    let folder = try programs(["podman", "crun"])
    let runner = ScriptedRunner(output: "podman version 5.2.0-rc1\n")
    let engine = try await ContainerEngine.find(
      on: machine([folder.url.path], runner), writingTo: folder.url)
    #expect(engine.version == EngineVersion(numbers: [5, 2, 0]))
    #expect(
      try String(contentsOf: engine.configuration, encoding: .utf8) == """
        # Written by roller. Changes are overwritten.
        [containers]
        default_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]
        netns = "none"
        [engine]
        runtime = "crun"
        cgroup_manager = "cgroupfs"
        events_logger = "file"

        """)
    #expect(engine.environment == ["CONTAINERS_CONF": engine.configuration.path])
  }

  @Test("an owner prints and parses back", arguments: ["1-2-3", "4194304-18446744073709551615-9"])
  func owners(text: String) {
    #expect(ProcessOwner(text)?.description == text)
  }

  @Test(
    "what is no owner is refused", arguments: ["", "1-2", "0-1-2", "-1-2-3", "a-b-c", "1-2-3-4"])
  func notOwners(text: String) {
    #expect(ProcessOwner(text) == nil)
  }
}
