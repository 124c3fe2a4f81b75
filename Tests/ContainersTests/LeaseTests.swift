import Foundation
import Processes
import ReleaseModel
import Rolling
import TestKit
import Testing

@testable import Containers

@Suite("What is in use is not cleared away", .timeLimit(.minutes(20)))
struct LeaseTests {
  private func owner() throws -> ProcessOwner {
    try #require(ProcessTable().owner(ProcessInfo.processInfo.processIdentifier))
  }

  @Test("a scratch folder stays while its validation lives, even when its process cannot be seen")
  func scratch() throws {
    let folder = try TemporaryFolder()
    let us = try owner()
    // As a roller on another machine that shares the cache: its number means nothing here.
    let dead = ProcessOwner(
      process: us.process, started: us.started + 1, namespace: us.namespace)
    let stranger = ProcessOwner(process: 1, started: 1, namespace: us.namespace + 1)
    let held = try Scratch.make(in: folder.url, owner: dead)
    var left: Scratch? = try Scratch.make(in: folder.url, owner: stranger)
    let leftFolder = try #require(left?.folder)
    left = nil
    Scratch.clear(folder.url, processes: ProcessTable())
    #expect(FileManager.default.fileExists(atPath: held.folder.path))
    #expect(left == nil && !FileManager.default.fileExists(atPath: leftFolder.path))
    held.remove()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }

  @Test("logs that are written to stay, whatever their date, and nobody writes to another's")
  func logs() throws {
    let folder = try TemporaryFolder()
    let silent = ValidationProgress { _ in }
    let first = StepLogs(below: folder.url, name: "night", progress: silent)
    let second = StepLogs(below: folder.url, name: "night", progress: silent)
    #expect(first.main.file != second.main.file)
    try folder.write("x", to: "old/validation.log")
    for name in ["old", "night"] {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 0)],
        ofItemAtPath: folder.url.appending(path: name).path)
    }
    StepLogs.prune(folder.url, keeping: 1)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
        == ["night", "night.2"])
    withExtendedLifetime((first, second)) {}
  }

  @Test("a compiler cache that a build uses is neither pruned nor emptied")
  func compilerCache() async throws {
    let folder = try TemporaryFolder()
    let cache = CompilerCache(folder: folder.url)
    let step = StepID(
      action: .build, package: try #require(PackageName("a")), target: try #require(TargetName("t"))
    )
    let user = ContainerUser.keptIdentity(user: getuid(), group: getgid())
    var used: (URL, FileLock)? = try await cache.place(
      for: step, image: "sha256:1", user: user, clock: ContinuousClock())
    let place = try #require(used?.0)
    try Data().write(to: place.appending(path: "object"))
    cache.prune(keeping: 0)
    cache.empty(place)
    #expect(!CompilerCache.isEmpty(place))
    used = nil
    #expect(used == nil)
    cache.empty(place)
    #expect(CompilerCache.isEmpty(place))
    cache.prune(keeping: 0)
    #expect(!FileManager.default.fileExists(atPath: place.path))
  }
}
