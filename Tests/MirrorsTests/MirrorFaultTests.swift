import Errors
import FlyingFox
import Foundation
import Git
import ReleaseModel
import Synchronization
import Testing

@testable import Mirrors

@Suite("A mirror among faults", .timeLimit(.minutes(20)))
struct MirrorFaultTests {
  @Test("deleted at any time, it comes again and says the same")
  func deleted() async throws {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    let line = try await world.grow("iree", UpstreamCommit.line(9))
    let component = try world.component("iree")
    let before = try await world.mirrors().mirror(of: component)
      .firstParents(after: line[2], limit: 99)
    try FileManager.default.removeItem(at: world.cache)
    let mirror = try world.mirrors().mirror(of: component)
    #expect(try await mirror.firstParents(after: line[2], limit: 99) == before)
    #expect(try await mirror.file("src/file3", at: line[7], limit: 99) == Array("text 8\n".utf8))
  }

  @Test("damaged, it is thrown away and fetched anew", arguments: ["objects", "HEAD", "packs"])
  func damaged(what: String) async throws {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    let line = try await world.grow("iree", UpstreamCommit.line(9))
    let component = try world.component("iree")
    let folder = URL(fileURLWithPath: try world.mirrors().mirror(of: component).repository.path)
    _ = try await world.mirrors().mirror(of: component).update()
    switch what {
    case "packs":
      let packs = folder.appending(path: "objects/pack")
      for name in try FileManager.default.contentsOfDirectory(atPath: packs.path) {
        try FileManager.default.removeItem(at: packs.appending(path: name))
      }
    default: try FileManager.default.removeItem(at: folder.appending(path: what))
    }
    try await world.grow("iree", UpstreamCommit.line(1, from: 20))
    let mirror = try world.mirrors().mirror(of: component)
    #expect(try await mirror.firstParents(after: line[0], limit: 99).count == 9)
  }

  @Test("what a killed process left behind harms nothing and is cleared away")
  func leftovers() async throws {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    try await world.grow("iree", UpstreamCommit.line(3))
    let component = try world.component("iree")
    let first = try world.mirrors().mirror(of: component)
    _ = try await first.update()
    let folder = first.repository.path
    let left = [
      "refs/upstream/heads/main.lock", "packed-refs.lock", "config.lock",
      "objects/pack/pack_git2_abc123", "objects/pack/tmp_pack_xyz",
    ]
    for name in left { try Data("left".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)")) }
    try FileManager.default.createDirectory(
      atPath: folder + ".new", withIntermediateDirectories: true)
    let line = try await world.grow("iree", UpstreamCommit.line(1, from: 9))
    let update = try await world.mirrors().mirror(of: component).update()
    #expect(update.head == line[0])
    for name in left { #expect(!FileManager.default.fileExists(atPath: "\(folder)/\(name)")) }
  }

  @Test("an answer that breaks off leaves the mirror as it was, and the next one completes it")
  func brokenOff() async throws {
    let cut = Mutex(0)
    let world = try await UpstreamWorld { request in
      guard request.path.hasSuffix("git-upload-pack") else { return nil }
      let asks = String(decoding: try await request.bodyData, as: UTF8.self)
      guard asks.contains("command=fetch") else { return nil }
      return cut.withLock { count in
        count += 1
        // Each attempt of the first update is cut; the client tries a few times.
        return count <= 10 ? HTTPResponse(statusCode: .ok, body: Data("0010packfile".utf8)) : nil
      }
    }
    try await world.repository("iree")
    let line = try await world.grow("iree", UpstreamCommit.line(5))
    let component = try world.component("iree")
    var heads: [Revision] = []
    for _ in 0..<12 where heads.isEmpty {
      do throws(Failure) {
        heads.append(try await world.mirrors().mirror(of: component).update().head)
      } catch {
        #expect(error.kind == .unavailable)
      }
    }
    #expect(heads == [line[4]])
  }

  @Test("many processes update, read and export at once, and all get the same")
  func crowd() async throws {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    let line = try await world.grow("iree", UpstreamCommit.line(20))
    let component = try world.component("iree")
    let exports = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<6 {
        group.addTask {
          // Mirrors of its own: the lock files are all that they share, as between processes.
          let mirror = try world.mirrors().mirror(of: component)
          _ = try await mirror.update()
          let folder = world.folder.appending(path: "out\(number)")
          return try await mirror.export(["src"], at: line[10 + number], to: folder).files
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(exports == Array(repeating: 5, count: 6))
  }

  @Test("a pack beyond the limits is refused, and nothing of it stays")
  func limits() async throws {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    try await world.grow("iree", UpstreamCommit.line(50))
    let small = Mirrors(
      cache: world.cache, http: .init(pool: .shared),
      rewrites: MirrorRewrites([("https://upstream.example/", world.server.root)]),
      limits: TransferLimits(objects: 20))
    let mirror = try small.mirror(of: world.component("iree"))
    let error = await #expect(throws: Failure.self) { _ = try await mirror.update() }
    #expect(error?.kind == .refused && error?.found.contains("the limit is 20") == true)
    #expect(try await world.mirrors().mirror(of: world.component("iree")).update().received > 0)
  }

  @Test("a branch or repository that is not there is absent; a server that is not is unknown")
  func absent() async throws {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    try await world.grow("iree", UpstreamCommit.line(1), branch: "other")
    let noBranch = await #expect(throws: Failure.self) {
      _ = try await world.mirrors().mirror(of: world.component("iree")).update()
    }
    #expect(noBranch?.kind == .notFound && noBranch?.found.contains("refs/heads/main") == true)
    let noRepository = await #expect(throws: Failure.self) {
      _ = try await world.mirrors().mirror(of: world.component("none")).update()
    }
    #expect(noRepository?.kind == .notFound)
    #expect(noRepository?.doing.contains("https://upstream.example/none") == true)
    let nobody = Mirrors(
      cache: world.cache, http: .init(pool: .shared),
      rewrites: MirrorRewrites([("https://upstream.example/", "http://127.0.0.1:1/")]))
    let noServer = await #expect(throws: Failure.self) {
      _ = try await nobody.mirror(of: world.component("iree")).update()
    }
    #expect(noServer?.kind == .unavailable)
  }
}
