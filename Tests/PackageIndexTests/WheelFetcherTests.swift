import Digest
import Errors
import Foundation
import HTTP
import ReleaseModel
import Testing

@testable import PackageIndex

@Suite("Fetching a pinned wheel", .timeLimit(.minutes(20)))
struct WheelFetcherTests {
  private let name = Sample.wheelName("3.10.0")
  private var bytes: [UInt8] { Array(name.utf8) }
  private var pin: WheelPin { Sample.pin("3.10.0", [Sample.x86: Sample.digest(name)]) }
  private var filePath: String { "/files/\(name)" }

  private func withWheel(
    _ page: IndexWorld.Page, _ body: @Sendable (IndexWorld, WheelFetcher) async throws -> Void
  ) async throws {
    try await withIndex { world in
      await world.set(
        "/simple/iree-base-compiler/", .json(Sample.page([Sample.wheel("3.10.0")])))
      await world.set(filePath, page)
      try await body(world, fetcher(world))
    }
  }

  private func fetcher(_ world: IndexWorld) throws -> WheelFetcher {
    try WheelFetcher(world.index(), cache: world.folder) { try await Task.sleep(for: $0 / 100) }
  }

  private func fetch(_ fetcher: WheelFetcher) async throws(Failure) -> URL {
    try await fetcher.fetch(pin, of: Sample.component(), for: Sample.x86.name)
  }

  private func failure(_ fetcher: WheelFetcher) async -> Failure? {
    do throws(Failure) {
      _ = try await fetch(fetcher)
      return nil
    } catch {
      return error
    }
  }

  /// The files of the entry, but for its lock.
  private func kept(_ world: IndexWorld) throws -> [String] {
    let folder = CacheEntry(Sample.digest(name), in: world.folder).folder
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0 != ".lock" }.sorted()
  }

  @Test("brings it once, under its hash, and asks nobody the second time")
  func once() async throws {
    try await withWheel(.file(bytes, fields: [:])) { world, fetcher in
      let file = try await fetch(fetcher)
      #expect(
        file.path.hasSuffix("wheels/sha256/\(Sample.digest(name).hexadecimal)/\(name)"))
      #expect(try Data(contentsOf: file) == Data(bytes))
      let asked = await world.seen.count
      let value1 = try await fetch(fetcher)
      #expect(value1 == file)
      let value2 = await world.seen.count
      #expect(value2 == asked)
      let names1 = try kept(world)
      #expect(names1 == [name])
    }
  }

  @Test("replaces what somebody changed on the disk")
  func damaged() async throws {
    try await withWheel(.file(bytes, fields: [:])) { world, fetcher in
      let file = try await fetch(fetcher)
      try Data("changed".utf8).write(to: file)
      let value3 = try await fetch(fetcher)
      #expect(value3 == file)
      #expect(try Data(contentsOf: file) == Data(bytes))
      let value4 = await world.count(filePath)
      #expect(value4 == 2)
    }
  }

  @Test("many at once download one time")
  func concurrently() async throws {
    try await withWheel(.file(bytes, fields: [:])) { world, fetcher in
      let files = try await withThrowingTaskGroup(of: URL.self) { group in
        for _ in 0..<8 { group.addTask { try await self.fetch(fetcher) } }
        return try await group.reduce(into: Set<URL>()) { $0.insert($1) }
      }
      #expect(files.count == 1)
      let value5 = await world.count(filePath)
      #expect(value5 == 1)
    }
  }

  @Test("other bytes of the same size are refused, and nothing is kept")
  func wrongHash() async throws {
    let other = [UInt8](repeating: 7, count: bytes.count)
    try await withWheel(.file(other, fields: [:])) { world, fetcher in
      let error = try #require(await failure(fetcher))
      #expect(
        error.kind == .badData)
      #expect(error.description.contains(Sample.digest(name).description))
      #expect(error.description.contains(SHA256Digest(of: other).description))
      let names2 = try kept(world)
      #expect(names2 == [])
    }
  }

  @Test("more and fewer bytes than the page says are refused, and nothing is kept")
  func wrongSize() async throws {
    try await withWheel(.file(bytes + [1], fields: [:])) { world, fetcher in
      let value6 = await failure(fetcher)?.kind
      #expect(value6 == .badData)
      let names3 = try kept(world)
      #expect(names3 == [])
      await world.set(filePath, .file(bytes.dropLast(), fields: [:]))
      let value7 = await failure(fetcher)?.kind
      #expect(value7 == .badData)
      let names4 = try kept(world)
      #expect(names4 == [])
    }
  }

  @Test("a download that breaks off is tried again, then reported, and nothing is kept")
  func truncated() async throws {
    let half = Array(bytes.prefix(10))
    try await withWheel(.truncated(half, announced: bytes.count)) { world, fetcher in
      let value8 = await failure(fetcher)?.kind
      #expect(value8 == .unavailable)
      let tries = await world.count(filePath)
      #expect(tries > 1)
      let names5 = try kept(world)
      #expect(names5 == [])
      await world.set(filePath, .file(bytes, fields: [:]))
      let value9 = try await Data(contentsOf: fetch(fetcher))
      #expect(value9 == Data(bytes))
    }
  }

  @Test(
    "a server that says no is told from one that may say yes later",
    arguments: [
      (404, Failure.Kind.rejected), (403, .rejected), (500, .unavailable), (503, .unavailable),
    ])
  func statuses(_ status: Int, _ kind: Failure.Kind) async throws {
    try await withWheel(.status(status)) { world, fetcher in
      let value10 = await failure(fetcher)?.kind
      #expect(value10 == kind)
      let names6 = try kept(world)
      #expect(names6 == [])
    }
  }

  @Test("a hash that no place lists is gone; an index in trouble is not")
  func gone() async throws {
    try await withIndex { world in
      await world.set(
        "/simple/iree-base-compiler/",
        .json(Sample.page([Sample.wheel("3.10.0", glibc: "manylinux_2_27")])))
      let error = try #require(await failure(fetcher(world)))
      #expect(error.kind == .badData)
      #expect(error.found.contains(Sample.digest(name).description))
      await world.set("/simple/iree-base-compiler/", .status(500))
      let value11 = try await failure(fetcher(world))?.kind
      #expect(value11 == .unavailable)
    }
  }

  @Test("a pin without a file for the target is said at once")
  func notPinned() async throws {
    try await withWheel(.file(bytes, fields: [:])) { world, fetcher in
      let error = await #expect(throws: Failure.self) {
        try await fetcher.fetch(pin, of: Sample.component(), for: Sample.arm.name)
      }
      #expect(error?.kind == .badData)
      let seen = await world.seen
      #expect(seen.isEmpty)
    }
  }

  @Test("a wheel in a find-links folder is copied after its hash was checked")
  func local() async throws {
    try await withIndex { world in
      let folder = world.folder.appending(path: "links")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(bytes).write(to: folder.appending(path: name))
      let configuration = PipConfiguration(indexes: [], findLinks: [.folder(folder)])
      let fetcher = WheelFetcher(
        try world.index(configuration), cache: world.folder, sleep: { _ in })
      let value12 = try await Data(contentsOf: fetch(fetcher))
      #expect(value12 == Data(bytes))
    }
  }

  @Test("a cache that cannot be written is a matter of the disk")
  func disk() async throws {
    try await withWheel(.file(bytes, fields: [:])) { world, _ in
      let file = world.folder.appending(path: "a-file")
      try Data().write(to: file)
      let fetcher = WheelFetcher(try world.index(), cache: file, sleep: { _ in })
      let value13 = await failure(fetcher)?.kind
      #expect(value13 == .system(ENOTDIR))
    }
  }
}
