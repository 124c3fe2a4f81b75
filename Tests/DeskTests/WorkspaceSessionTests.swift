import CommandLineTool
import Desk
import Foundation
import Mirrors
import ReleaseModel
import TestKit
import Testing
import Workspaces

@Suite("A workspace around a clone", .timeLimit(.minutes(20)))
struct WorkspaceSessionTests {
  private let iree = ComponentName("iree")!

  /// A session whose iree is a repository on this machine, pinned at the first of its two commits.
  private func session(_ world: DeskWorld, excluding: [String] = []) throws -> WorkspaceSession {
    let upstream = world.folder.url.appending(path: "upstreams/iree")
    if !FileManager.default.fileExists(atPath: upstream.path) {
      try FileManager.default.createDirectory(at: upstream, withIntermediateDirectories: true)
      try world.shell.runAndWait(["init", "--quiet", "--initial-branch=main"], in: upstream)
      for subject in ["One", "Two"] {
        try world.shell.runAndWait(
          ["commit", "--quiet", "--allow-empty", "--message", subject], in: upstream)
      }
      let first = try world.shell.runAndWait(["rev-parse", "main~1"], in: upstream)
      try world.pin("iree", first.trimmingCharacters(in: .whitespacesAndNewlines))
    }
    _ = try WorkspaceSession.initialize(at: nil, of: world.release())
    let file = try #require(try WorkspaceFile.find(around: world.checkout))
    var options = WorkspaceSession.Options(
      submodules: Workspace.Options(excluded: try ExclusionPatterns([])),
      excluded: try ExclusionPatterns(excluding))
    options.rewrites = MirrorRewrites([("https://github.com/iree-org/iree", upstream.path)])
    return try WorkspaceSession(
      file, Workspace(GitCommand(environment: world.shell.environment)), options)
  }

  @Test("a component is cloned at its pin, and what is at another commit can be pinned")
  func pins() async throws {
    let world = try DeskWorld()
    let session = try session(world)
    var told: [String] = []
    try await session.bring([iree]) { step in
      if case .taken(.clone, let checkout, _) = step { told.append("\(checkout.component)") }
    }
    #expect(told == ["iree"])
    #expect(try session.checkedOut() == [iree])
    await #expect(throws: CommandFailure.self) { try await session.pinRequests() }
    let clone = world.folder.url.appending(path: "iree")
    try world.shell.runAndWait(["checkout", "--quiet", "origin/main"], in: clone)
    let head = try world.shell.runAndWait(["rev-parse", "HEAD"], in: clone)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(try await session.pinRequests() == ["iree@\(head)"])
    try Data("x".utf8).write(to: clone.appending(path: "new"))
    try world.shell.runAndWait(["add", "new"], in: clone)
    await #expect(throws: CommandFailure.self) { try await session.pinRequests() }
  }

  @Test("a component brings those that it records pins of, and excluded ones are told and left")
  func names() async throws {
    let world = try DeskWorld()
    let session = try session(world, excluding: ["iree"])
    let names = try session.components(["openxla-pjrt-plugin"], withDependencies: true)
    #expect(names.map(\.description) == ["openxla-pjrt-plugin", "iree", "jax", "xla", "flatcc"])
    #expect(try session.components(["iree"], withDependencies: false) == [iree])
    #expect(throws: CommandFailure.self) {
      try session.components(["ireee"], withDependencies: false)
    }
    try await session.bring([iree]) { step in
      guard case .excluded = step else {
        Issue.record("\(step)")
        return
      }
    }
    #expect(throws: CommandFailure.self) { try session.checkedOut() }
  }
}
