import Errors
import Foundation
import Git
import Mirrors
import ReleaseModel
import Testing

@Suite("A mirror of an upstream repository", .timeLimit(.minutes(20)))
struct MirrorTests {
  @Test("follows the branch, history alone, by either protocol", arguments: [false, true])
  func follows(isOldProtocol: Bool) async throws {
    let world = try await UpstreamWorld(isOldProtocol: isOldProtocol)
    try await world.repository("iree")
    let line = try await world.grow("iree", UpstreamCommit.line(12))
    let mirror = try world.mirrors().mirror(of: world.component("iree"))
    let update = try await mirror.update()
    #expect(update.head == line[11] && update.previous == nil && update.dropped == nil)
    #expect(update.transport.protocolVersion == (isOldProtocol ? 0 : 2))
    #expect(update.transport.filter == (isOldProtocol ? nil : "tree:0"))
    let news = try await mirror.firstParents(after: line[4], limit: 100)
    #expect(news.map(\.id.hexadecimal) == line[5...].map(\.description))
    #expect(news.map(\.subject).first == "Change 6")
    #expect(try await mirror.firstParents(after: line[4], limit: 2).count == 2)
    #expect(try await mirror.firstParents(after: line[11], limit: 9) == [])
  }

  @Test("is brought up to date with only what is new, and once for all who ask")
  func updates() async throws {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    try await world.grow("iree", UpstreamCommit.line(40))
    let first = try await world.mirrors().mirror(of: world.component("iree")).update()
    let line = try await world.grow("iree", UpstreamCommit.line(2, from: 41))
    let mirrors = world.mirrors()
    let component = try world.component("iree")
    let heads = try await withThrowingTaskGroup(of: MirrorUpdate.self) { group in
      for _ in 0..<8 { group.addTask { try await mirrors.mirror(of: component).update() } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(heads).count == 1 && heads.first?.head == line[1])
    #expect(heads[0].previous == first.head)
    #expect(heads[0].received < first.received / 4)
  }

  @Test(
    "gives files, tree ids and exports, bringing only what is missing", arguments: [false, true])
  func content(isOldProtocol: Bool) async throws {
    let world = try await UpstreamWorld(isOldProtocol: isOldProtocol)
    try await world.repository("iree")
    let files = ["a/b/one": "1\n", "a/two": "2\n", "other/three": "3\n", "top": "4\n"]
    let line = try await world.grow(
      "iree", [UpstreamCommit(subject: "Files", files: files), UpstreamCommit(subject: "Docs")])
    let mirror = try world.mirrors().mirror(of: world.component("iree"))
    #expect(try await mirror.file("a/b/one", at: line[0], limit: 10) == Array("1\n".utf8))
    #expect(try await mirror.file("a/b/none", at: line[0], limit: 10) == nil)
    for path in ["", "a", "a/b", "top"] {
      let id = try await mirror.treeID(of: path, at: line[0])
      let expected = try await world.git("-C", "served/iree", "rev-parse", "\(line[0]):\(path)")
      #expect(id == expected, "\(path)")
    }
    let target = world.folder.appending(path: "out")
    let export = try await mirror.export(["a/b", "top"], at: line[1], to: target)
    #expect(export.files == 2)
    #expect(try names(below: target) == ["a", "a/b", "a/b/one", "top"])
    let whole = world.folder.appending(path: "all")
    #expect(try await mirror.export([""], at: line[1], to: whole).files == 4)
    #expect(try await mirror.treeID(of: "a/c", at: line[0]) == nil)
  }

  @Test("keeps symbolic links that stay inside, and writes nothing when one leads out")
  func links() async throws {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    let inside = UpstreamCommit(
      subject: "Links", files: ["docs/real": "x\n"],
      links: ["docs/icon": "../docs/real", "also": "docs"])
    let line = try await world.grow(
      "iree",
      [inside, UpstreamCommit(subject: "Out", links: ["docs/evil": "../docs/../../etc/passwd"])])
    let mirror = try world.mirrors().mirror(of: world.component("iree"))
    let good = world.folder.appending(path: "good")
    #expect(try await mirror.export([""], at: line[0], to: good).links == 2)
    #expect(try String(contentsOf: good.appending(path: "docs/icon"), encoding: .utf8) == "x\n")
    let bad = world.folder.appending(path: "bad")
    let error = await #expect(throws: Failure.self) {
      try await mirror.export([""], at: line[1], to: bad)
    }
    #expect(error?.kind == .refused)
    #expect(!FileManager.default.fileExists(atPath: bad.path))
    for path in ["docs"] {
      let part = world.folder.appending(path: "part")
      // Alone, the link of docs still leads above what is exported.
      await #expect(throws: Failure.self) {
        try await mirror.export([path], at: line[1], to: part)
      }
    }
  }

  @Test("a commit that the branch never had is not fetched by its id, even if the server has it")
  func foreignCommit() async throws {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    try await world.grow("iree", UpstreamCommit.line(3))
    let foreign = try await world.grow("iree", UpstreamCommit.line(2, from: 90), branch: "fork")
    let mirror = try world.mirrors().mirror(of: world.component("iree"))
    #expect(try await mirror.isOnBranch(foreign[1]) == false)
    let error = await #expect(throws: Failure.self) {
      _ = try await mirror.file("src/file0", at: foreign[1], limit: 100)
    }
    #expect(error?.kind == .notFound)
    #expect(error?.description.contains("\(foreign[1])") == true)
  }

  @Test("names what a forced push dropped, every night until the branch has it again")
  func forced() async throws {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    let line = try await world.grow("iree", UpstreamCommit.line(6))
    let component = try world.component("iree")
    _ = try await world.mirrors().mirror(of: component).update()
    let forced = try await world.grow(
      "iree", UpstreamCommit.line(2, from: 50), replacing: line[2])
    for _ in 0..<2 {
      let mirror = try world.mirrors().mirror(of: component)
      let update = try await mirror.update()
      #expect(update.head == forced[1] && update.dropped == line[5])
      #expect(try await mirror.isOnBranch(line[5]) == false)
      #expect(try await mirror.isOnBranch(line[2]))
    }
    try await world.git("-C", "served/iree", "update-ref", "refs/heads/main", "\(line[5])")
    let back = try await world.mirrors().mirror(of: component).update()
    // Now it is the other line that was dropped.
    #expect(back.head == line[5] && back.dropped == forced[1])
  }

  private func names(below folder: URL) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
  }
}
