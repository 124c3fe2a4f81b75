import Foundation
import ReleaseModel
import TestKit

@testable import Containers

/// One container run by the engine of this machine, with what it printed.
struct LiveRun {
  let end: ContainerEnd
  let log: String

  /// Runs `script` in the tiny image.
  init(
    _ script: String, limits: ContainerLimits = LiveRun.small, mounts: [ContainerMount] = [],
    environment: [String: String] = [:], image: String? = nil
  ) async throws {
    let tiny = try await TinyImage.ready()
    let folder = try TemporaryFolder()
    let log = RunLog(file: folder.url.appending(path: "log"), onLine: { _ in })
    await log.begin("test")
    end = await tiny.engine.run(
      liveRun(
        script, limits: limits, mounts: mounts, environment: environment,
        image: image ?? tiny.tag, user: tiny.engine.user), log: log)
    self.log = await log.close()
  }

  /// Limits that a test reaches quickly.
  static let small = ContainerLimits(
    memory: 64, processes: 32, cores: 1, time: .seconds(60), disk: 64, files: 1_000, output: 4,
    temporary: 8)
}

/// A run of `script` under a name of its own.
func liveRun(
  _ script: String, limits: ContainerLimits = LiveRun.small, mounts: [ContainerMount] = [],
  environment: [String: String] = [:], image: String, user: ContainerUser
) -> ContainerRun {
  ContainerRun(
    name: "roller-test-\(UUID())", image: image, command: ["/bin/sh", "-c", script],
    mounts: mounts, environment: environment, user: user, limits: limits)
}

/// The names of the containers of this machine that `filter` selects.
func containers(_ filter: String) async throws -> [String] {
  let engine = try await TinyImage.ready().engine
  let names = try await engine.ask(["ps", "--all", "--filter", filter, "--format", "{{.Names}}"])
  return names.split(separator: "\n").map(String.init)
}
