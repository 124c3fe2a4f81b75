import Errors
import Foundation
import Git
import ReleaseModel
import RollPlanning
import Rolling
import TestKit
import Testing

@testable import ReleaseRepository

/// What a disk, a killed process or a person may do to the mirror.
enum Damage: String, CaseIterable, Sendable {
  case noHead, emptyHead, garbageConfig, emptiedObjects, flippedObjects, missingObjects, garbageRef
  case onlyAFolder

  func strike(_ mirror: String) throws {
    let files = FileManager.default
    let objects =
      (files.enumerator(atPath: mirror + "/objects")?.compactMap { $0 as? String } ?? [])
      .map { "\(mirror)/objects/\($0)" }
      .filter { path in
        var isFolder: ObjCBool = false
        return files.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
      }
    switch self {
    case .noHead: try files.removeItem(atPath: mirror + "/HEAD")
    case .emptyHead: try write([], to: mirror + "/HEAD")
    case .garbageConfig: try write(Array("[core\0\u{1}".utf8), to: mirror + "/config")
    case .emptiedObjects: for path in objects { try write([], to: path) }
    case .flippedObjects:
      for path in objects where path.hasSuffix(".pack") || !path.contains("/pack/") {
        var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        for place in stride(from: bytes.count / 3, to: bytes.count, by: 7) { bytes[place] ^= 0xFF }
        try write(bytes, to: path)
      }
    case .missingObjects: for path in objects { try files.removeItem(atPath: path) }
    case .garbageRef: try write(Array("what\n".utf8), to: mirror + "/refs/heads/main")
    case .onlyAFolder:
      try files.removeItem(atPath: mirror)
      try files.createDirectory(atPath: mirror + "/refs", withIntermediateDirectories: true)
    }
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    // libgit2 writes objects read-only.
    try? FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }
}

@Suite("A damaged mirror", .timeLimit(.minutes(20)))
struct HealingTests {
  @Test("is made again, and every question has its answer", arguments: Damage.allCases)
  func heals(_ damage: Damage) async throws {
    try await RepositoryWorld.run { world in
      let first = world.repository()
      try await first.record([Samples.evidence("one")])
      let folder = first.mirror.repository.path
      let expected = try await first.refs(for: Samples.branch, main: world.main)
      let questions: [(ReleaseRepository) async throws -> Bool] = [
        { try await $0.refs(for: Samples.branch, main: world.main) == expected },
        { try await $0.files(at: world.base, under: ["README.md"]).count == 1 },
        { try await $0.evidence() == [Samples.evidence("one")] },
        { try await $0.pinHistory(of: world.base, limit: 9).count == 1 },
        { repository in
          let commit = try await repository.write(world.draft("x", on: world.base))
          return try await repository.files(at: commit, under: ["README.md"]).count == 1
        }, { try await $0.head(of: world.main).revision == world.base },
      ]
      for ask in questions {
        try damage.strike(folder)
        // A process of its own: nothing is remembered.
        #expect(try await ask(world.repository(mirror: folder)))
      }
      #expect(try leftovers(beside: folder).isEmpty)
    }
  }

  @Test("a sound mirror is not made again because what was asked for is nowhere")
  func sound() async throws {
    try await RepositoryWorld.run { world in
      let repository = world.repository()
      // Nobody else has it yet: a mirror that is thrown away would lose it.
      _ = try await repository.refs(for: Samples.branch, main: world.main)
      let ours = try await repository.write(world.draft("x", on: world.base))
      let nowhere = try #require(Revision(String(repeating: "b", count: 40)))
      let error = await failure { () async throws(Failure) in
        _ = try await repository.files(at: nowhere, under: ["README.md"])
      }
      #expect(error != nil)
      #expect(try await repository.files(at: ours, under: ["README.md"]).count == 1)
    }
  }

  private func leftovers(beside folder: String) throws -> [String] {
    let place = URL(fileURLWithPath: folder)
    return try FileManager.default.contentsOfDirectory(
      atPath: place.deletingLastPathComponent().path
    ).filter { $0.hasPrefix(place.lastPathComponent + ".") }
  }
}
