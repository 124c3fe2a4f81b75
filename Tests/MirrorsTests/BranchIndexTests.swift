import Foundation
import ReleaseModel
import Testing

@testable import Mirrors

@Suite("The index of a branch's line", .timeLimit(.minutes(20)))
struct BranchIndexTests {
  @Test("grows with the branch, and says what git says: for commits, merged ones and strangers")
  func agrees() async throws {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    let component = try world.component("iree")
    var line = try await world.grow("iree", UpstreamCommit.line(70))
    _ = try await world.mirrors().mirror(of: component).update()
    try await world.git("-C", "served/iree", "branch", "side", "main")
    let side = try await world.grow("iree", UpstreamCommit.line(2, from: 80), branch: "side")
    line += try await world.grow("iree", [UpstreamCommit(subject: "Merge", merging: "\(side[1])")])
    line += try await world.grow("iree", UpstreamCommit.line(100, from: 100))
    let fork = try await world.grow("iree", UpstreamCommit.line(1, from: 900), branch: "fork")
    let mirror = try world.mirrors().mirror(of: component)
    for revision in line + side { #expect(try await mirror.isOnBranch(revision)) }
    #expect(try await mirror.isOnBranch(fork[0]) == false)
    let file = URL(fileURLWithPath: mirror.repository.path).appending(path: "upstream-line")
    #expect(try Data(contentsOf: file).count == 20 * line.count)
  }

  @Test("after a forced push it has the new line alone; cut or gone, it says nothing")
  func forced() async throws {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    let component = try world.component("iree")
    let line = try await world.grow("iree", UpstreamCommit.line(8))
    _ = try await world.mirrors().mirror(of: component).update()
    let forced = try await world.grow("iree", UpstreamCommit.line(2, from: 50), replacing: line[3])
    let mirror = try world.mirrors().mirror(of: component)
    let file = URL(fileURLWithPath: mirror.repository.path).appending(path: "upstream-line")
    _ = try await mirror.update()
    #expect(try Data(contentsOf: file).count == 20 * 6)
    let whole = try Data(contentsOf: file)
    for bytes in [whole, whole.dropLast(20), whole.dropLast(3), Data()] {
      try Data(bytes).write(to: file)
      #expect(try await mirror.isOnBranch(line[7]) == false)
      #expect(try await mirror.isOnBranch(line[1]))
      #expect(try await mirror.isOnBranch(forced[0]))
    }
  }
}
