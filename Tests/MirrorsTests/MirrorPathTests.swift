import Errors
import Foundation
import Testing

@testable import Mirrors

@Suite("Whether a revision has a path", .timeLimit(.minutes(20)))
struct MirrorPathTests {
  @Test("is told by its own trees; what cannot be read is an error, never a no")
  func unreadable() async throws {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    let line = try await world.grow(
      "iree", [UpstreamCommit(subject: "Files", files: ["a/b/one": "1\n"])])
    let mirror = try world.mirrors().mirror(of: world.component("iree"))
    #expect(try await mirror.treeID(of: "b", at: line[0]) == nil)
    // The folder below was not brought yet, and cannot be any more.
    try FileManager.default.removeItem(at: world.folder.appending(path: "served/iree"))
    for path in ["a/b", "a/c"] {
      let error = await #expect(throws: Failure.self) {
        _ = try await mirror.treeID(of: path, at: line[0])
      }
      #expect(error?.kind != nil)
    }
  }
}
