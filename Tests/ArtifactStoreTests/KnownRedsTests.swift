import Digest
import Foundation
import TestKit
import Testing

@testable import ArtifactStore

@Suite("What is known to be red", .timeLimit(.minutes(20)))
struct KnownRedsTests {
  private let key = SHA256Digest(of: "key")

  private func reds(_ folder: TemporaryFolder) -> KnownReds {
    KnownReds(in: StorePlaces(root: folder.url))
  }

  private func file(_ key: SHA256Digest, _ folder: TemporaryFolder) -> URL {
    folder.url.appending(path: "reds/\(key.hexadecimal).json")
  }

  @Test("was red twice for the same reason; twice for two reasons is once")
  func reasons() throws {
    let folder = try TemporaryFolder()
    let reds = reds(folder)
    reds.add(key, because: "x.c: error")
    #expect(reds.reason(key) == nil)
    reds.add(key, because: "cc1plus ended")
    #expect(reds.reason(key) == nil)
    reds.add(key, because: "cc1plus ended")
    #expect(reds.reason(key) == "cc1plus ended")
    reds.remove(key)
    #expect(reds.reason(key) == nil)
  }

  @Test("is not believed when a bit of it was flipped, or when it is another key's")
  func damaged() throws {
    let folder = try TemporaryFolder()
    let reds = reds(folder)
    reds.add(key, because: "x.c: error")
    let once = try String(contentsOf: file(key, folder), encoding: .utf8)
    #expect(once.contains(#""times": 1"#) || once.contains(#""times":1"#))
    let more = once.replacing(#""times": 1"#, with: #""times": 3"#)
      .replacing(#""times":1"#, with: #""times":3"#)
    try Data(more.utf8).write(to: file(key, folder))
    #expect(reds.reason(key) == nil)
    reds.add(key, because: "x.c: error")
    #expect(reds.reason(key) == nil, "what is damaged counts for nothing")
    reds.add(key, because: "x.c: error")
    #expect(reds.reason(key) != nil)
    let other = SHA256Digest(of: "other")
    try FileManager.default.copyItem(at: file(key, folder), to: file(other, folder))
    #expect(reds.reason(other) == nil)
  }

  @Test("an entry of the store that is another key's is not believed")
  func entry() throws {
    let folder = try TemporaryFolder()
    let store = ArtifactStore(cache: folder.url)
    let file = try folder.write("content", to: "out/a.tar")
    _ = try store.keep(["a.tar": file], what: "build of x for y", as: key)
    let other = SHA256Digest(of: "other")
    try FileManager.default.copyItem(at: store.places.entry(key), to: store.places.entry(other))
    try FileManager.default.copyItem(
      at: store.places.manifest(key), to: store.places.manifest(other))
    #expect(store.entry(other) == nil)
    #expect(store.entry(key) != nil)
  }
}
