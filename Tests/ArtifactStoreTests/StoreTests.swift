import Digest
import Foundation
import Processes
import ReleaseModel
import TestKit
import Testing

@testable import ArtifactStore

@Suite("The store of what was built", .timeLimit(.minutes(5)))
struct StoreTests {
  private func evidence(_ artifacts: [Artifact], version: String = "0.1.0") -> Evidence {
    Evidence(
      subject: Evidence.Subject(
        pinSet: SHA256Digest(of: "pins"), target: TargetName("t")!,
        recipe: SHA256Digest(of: "recipe")),
      pins: [:], verdict: .green, image: "none", version: ReleaseVersion(version)!,
      when: Timestamp(seconds: 0), milliseconds: 0, checks: [], artifacts: artifacts, log: "")
  }

  private func artifact(_ name: String, _ content: String) -> Artifact {
    Artifact(
      name: name, digest: SHA256Digest(of: content), size: Int64(content.utf8.count))
  }

  @Test("artifacts are found by their evidence, until one is damaged")
  func artifacts() async throws {
    let folder = try TemporaryFolder()
    let store = ArtifactStore(cache: folder.url)
    let one = evidence([artifact("a.whl", "wheel")])
    #expect(await store.artifacts(for: one) == nil)
    try store.store(["a.whl": try folder.write("wheel", to: "built/a.whl")], for: one)
    let found = try #require(await store.artifacts(for: one)?["a.whl"])
    #expect(found.lastPathComponent == "a.whl")
    #expect(try String(contentsOf: found, encoding: .utf8) == "wheel")
    #expect(await store.artifacts(for: evidence(one.artifacts, version: "0.2.0")) != nil)
    try Data("other".utf8).write(to: found)
    #expect(await store.artifacts(for: one) == nil)
  }

  private let key = SHA256Digest(of: "key")

  private func kept(
    _ content: String, as key: SHA256Digest, in store: ArtifactStore, _ folder: TemporaryFolder
  ) throws -> URL {
    let file = try folder.write(content, to: "out/\(UUID())")
    return try store.keep(["a.tar": file], what: "build of x for y", as: key)
  }

  @Test("what is stored is whole, is ours, and is found again until a byte of it changes")
  func entry() throws {
    let folder = try TemporaryFolder()
    let store = ArtifactStore(cache: folder.url)
    #expect(store.entry(key) == nil)
    let place = try kept("content", as: key, in: store, folder)
    let found = try #require(store.entry(key))
    #expect(found.folder == place)
    #expect(found.manifest.files.map(\.name) == ["a.tar"])
    let file = place.appending(path: "a.tar")
    #expect(
      try FileManager.default.attributesOfItem(atPath: file.path)[.ownerAccountID] as? Int
        == Int(getuid()))
    try Data("contenT".utf8).write(to: file)
    #expect(store.entry(key) == nil)
    #expect(!FileManager.default.fileExists(atPath: place.path))
    _ = try kept("content", as: key, in: store, folder)
    #expect(store.entry(key) != nil)
  }

  @Test("an entry with a file too many or too few, or without its manifest, is not taken")
  func incomplete() throws {
    let folder = try TemporaryFolder()
    let store = ArtifactStore(cache: folder.url)
    for spoil in ["extra", "missing", "manifest", "torn"] {
      let place = try kept("content", as: key, in: store, folder)
      switch spoil {
      case "extra": try Data().write(to: place.appending(path: "extra"))
      case "missing": try FileManager.default.removeItem(at: place.appending(path: "a.tar"))
      case "manifest": try FileManager.default.removeItem(at: store.places.manifest(key))
      default: try Data("{".utf8).write(to: store.places.manifest(key))
      }
      #expect(store.entry(key) == nil, "\(spoil)")
    }
  }

  @Test("the same content lies once, however many keys have it")
  func shared() throws {
    let folder = try TemporaryFolder()
    let store = ArtifactStore(cache: folder.url)
    let other = SHA256Digest(of: "other")
    let inodes = try [key, other].map { key in
      let file = try kept("content", as: key, in: store, folder).appending(path: "a.tar")
      return try FileManager.default.attributesOfItem(atPath: file.path)[.systemFileNumber] as? Int
    }
    #expect(inodes[0] == inodes[1])
  }

  @Test("what was used last stays, what is in use stays too, the rest goes beyond the limit")
  func collection() throws {
    let folder = try TemporaryFolder()
    let store = ArtifactStore(cache: folder.url)
    let keys = ["oldest", "used", "old", "new"].map { SHA256Digest(of: $0) }
    for (age, key) in zip([400, 300, 200, 100], keys) {
      _ = try kept(String(repeating: "\(age)", count: 1_000), as: key, in: store, folder)
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -Double(age))],
        ofItemAtPath: store.places.manifest(key).path)
    }
    var lease = try FileLock.attempt(store.places.useLock(keys[1]), .shared)
    #expect(store.collect(limit: 6_000) == 2)
    #expect(keys.map { store.entry($0) != nil } == [false, true, false, true])
    #expect(lease != nil)
    lease = nil
    #expect(store.collect(limit: 0) == 2)
    let blobs = FileManager.default.enumerator(atPath: store.places.blobs.path)?.allObjects ?? []
    #expect(!blobs.contains { "\($0)".contains("/") })
  }

  @Test("what a process left that died while storing is cleared away")
  func unpublished() throws {
    let folder = try TemporaryFolder()
    let store = ArtifactStore(cache: folder.url)
    let place = try kept("content", as: key, in: store, folder)
    try FileManager.default.removeItem(at: store.places.manifest(key))
    try folder.write("x", to: "artifacts/incoming/half/x")
    #expect(store.collect(limit: 1 << 30) == 0)
    #expect(!FileManager.default.fileExists(atPath: place.path))
    #expect(!FileManager.default.fileExists(atPath: store.places.incoming.path))
  }

  @Test("a manifest prints and parses back; a hostile one is refused")
  func manifest() throws {
    let one = Manifest(
      what: "build of x for y",
      files: [Manifest.File(name: "a.tar", digest: SHA256Digest(of: "a"), bytes: 1)])
    #expect(Manifest(parsing: Array(one.json.text().utf8)) == one)
    let digest = SHA256Digest(of: "a").hexadecimal
    for text in [
      "", "[]", #"{"schema": 2, "files": []}"#, #"{"schema": 1, "files": [{}]}"#,
      #"{"schema": 1, "files": [{"name": "../x", "sha256": "\#(digest)", "bytes": 1}]}"#,
      #"{"schema": 1, "files": [{"name": "x", "sha256": "\#(digest)", "bytes": -1}]}"#,
    ] { #expect(Manifest(parsing: Array(text.utf8)) == nil, "\(text)") }
  }
}
