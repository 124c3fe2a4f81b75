import Errors
import Foundation
import Processes
import TestKit
import Testing

@Suite("Locks and whole files", .timeLimit(.minutes(2)))
struct FileTests {
  @Test("one holds a lock alone, or many share it; what is alone can become shared")
  func kinds() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "made/for/it.lock")
    #expect(throws: Failure.self) { try FileLock.attempt(file, makesFolder: false) }
    let alone = try #require(try FileLock.attempt(file))
    #expect(try FileLock.attempt(file, .shared) == nil)
    alone.share()
    let second = try #require(try FileLock.attempt(file, .shared))
    #expect(FileLock.taken(file) == nil)
    withExtendedLifetime((alone, second)) {}
  }

  @Test("a lock is free when its holder has let go, though a program that we started still runs")
  func children() async throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "x.lock")
    var lock: FileLock? = FileLock.taken(file)
    let copy = dup(try #require(lock).descriptor)
    defer { close(copy) }
    lock = nil
    #expect(FileLock.taken(file) != nil)
  }

  @Test("a file that was removed while we waited for it is made and locked anew")
  func removed() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "x.lock")
    let first = try #require(FileLock.taken(file))
    first.removeFile()
    let second = try #require(FileLock.taken(file))
    #expect(FileManager.default.fileExists(atPath: file.path))
    #expect(FileLock.taken(file) == nil)
    withExtendedLifetime((first, second)) {}
  }

  @Test("a lock's file is not reached through a link, and says what its holder writes")
  func links() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "x.lock")
    let lock = try #require(FileLock.taken(file))
    lock.write("a longer text")
    lock.write("short")
    #expect(try String(contentsOf: file, encoding: .utf8) == "short")
    let link = folder.url.appending(path: "link.lock")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
    #expect(throws: Failure.self) { try FileLock.attempt(link) }
  }

  @Test("waiting for a lock ends with our task")
  func cancelled() async throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "x.lock")
    let lock = FileLock.taken(file)
    let (waits, wait) = AsyncStream.makeStream(of: Void.self)
    let waiting = Task { () -> Failure.Kind? in
      do throws(Failure) {
        _ = try await FileLock.acquire(file, on: ContinuousClock()) { wait.yield() }
        return nil
      } catch {
        return error.kind
      }
    }
    for await _ in waits { break }
    waiting.cancel()
    #expect(await waiting.value == .cancelled)
    withExtendedLifetime(lock) {}
  }

  @Test(
    "a file is replaced whole and keeps its mode; nothing is left beside it",
    arguments: [true, false])
  func replaced(isDurable: Bool) throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("old", to: "run.sh", executable: true)
    try WholeFile(file).write(Array("new".utf8), isDurable: isDurable)
    #expect(try String(contentsOf: file, encoding: .utf8) == "new")
    #expect(FileManager.default.isExecutableFile(atPath: file.path))
    #expect(throws: CancellationError.self) {
      try WholeFile(file).write(Array("other".utf8)) { throw CancellationError() }
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == "new")
    let fresh = folder.url.appending(path: "secret")
    try WholeFile(fresh).write([], mode: 0o600)
    let mode = try FileManager.default.attributesOfItem(atPath: fresh.path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    #expect(
      Set(try FileManager.default.contentsOfDirectory(atPath: folder.url.path)) == [
        "run.sh", "secret",
      ])
  }

  @Test("a file that was gathered elsewhere appears in its place")
  func taken() throws {
    let folder = try TemporaryFolder()
    let draft = try folder.write("bytes", to: "draft")
    let place = folder.url.appending(path: "place")
    try WholeFile(place).take(draft)
    #expect(try String(contentsOf: place, encoding: .utf8) == "bytes")
    #expect(throws: Failure.self) { try WholeFile(place).take(draft) }
  }

  @Test("a lock is waited for, and is free when its holder is gone")
  func lock() async throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "x.lock")
    let clock = ContinuousClock()
    var first: FileLock? = try await FileLock.acquire(file, on: clock) {}
    let (waits, wait) = AsyncStream.makeStream(of: Void.self)
    let second = Task {
      _ = try await FileLock.acquire(file, on: clock) { wait.yield() }
    }
    for await _ in waits { break }
    #expect(first != nil)
    first = nil
    try await second.value
  }
}
