import Foundation
import Git
import JSON
import ReleaseModel
import Rolling
import Testing

@testable import ReleaseRepository

@Suite("What machines record in our repository", .timeLimit(.minutes(20)))
struct RecordsTests {
  private let why = Reason("the machine was out of memory")!

  private func struck(_ evidence: Evidence) -> StruckEvidence {
    StruckEvidence(evidence, who: "ada", why: why, when: RepositoryWorld.now)!
  }

  /// Puts `files` on `ref` of the server, as somebody with git would.
  private func put(_ files: [String: String], on ref: String, _ world: RepositoryWorld) throws {
    let tip = try world.commit(at: ref)
    try world.set(ref, to: try world.commit(files, on: [tip].compactMap(\.self)))
  }

  @Test("one file that does not read is named, stops nothing, and is left alone")
  func unreadable() async throws {
    try await RepositoryWorld.run { world in
      let repository = world.repository()
      try await repository.record([Samples.evidence("one")])
      let misplaced = Samples.evidence("two").json.text(.indented)
      try put(
        ["ab/note.json": "{", "ab/other.json": misplaced, "struck/x.json": "{}"], on: evidenceRef,
        world)
      try await repository.record([Samples.evidence("three")])
      let found = try await world.repository().recordedEvidence()
      #expect(Set(found.records) == [Samples.evidence("one"), Samples.evidence("three")])
      #expect(found.unreadable.map(\.path) == ["ab/note.json", "ab/other.json", "struck/x.json"])
      #expect(found.unreadable.allSatisfy { $0.ref == evidenceRef && !$0.found.isEmpty })
      #expect(try await repository.recordedEvidence() == found)
    }
  }

  @Test("a cut record is replaced when its pin set is validated again")
  func cut() async throws {
    try await RepositoryWorld.run { world in
      let record = Samples.evidence("one")
      try put([record.path: "{\"pin-set\": "], on: evidenceRef, world)
      let repository = world.repository()
      #expect(try await repository.recordedEvidence().unreadable.map(\.path) == [record.path])
      try await repository.record([record])
      #expect(try await repository.recordedEvidence() == RecordedEvidence(records: [record]))
    }
  }

  @Test("the qualifications of releases are another reader's")
  func qualifications() async throws {
    try await RepositoryWorld.run { world in
      try put(["releases/v0.1.0.json": "{}"], on: evidenceRef, world)
      #expect(try await world.repository().recordedEvidence() == RecordedEvidence())
    }
  }

  @Test("struck evidence counts no more, is kept with who and why, and does not come back")
  func strikes() async throws {
    try await RepositoryWorld.run { world in
      let (wrong, right) = (Samples.evidence("x", .red(because: "no")), Samples.evidence("y"))
      let repository = world.repository()
      try await repository.record([wrong, right])
      for _ in 0..<2 { try await repository.strike(struck(wrong)) }
      try await repository.record([wrong])
      for reader in [repository, world.repository()] {
        let found = try await reader.recordedEvidence()
        #expect(found == RecordedEvidence(records: [right], struck: [struck(wrong)]))
      }
      let tip = try #require(try world.commit(at: evidenceRef))
      let paths = try world.server.open().entries(of: ObjectID(tip)).filter { $0.kind == .file }
      #expect(paths.map(\.path).contains("struck/\(wrong.digest.hexadecimal).json"))
      #expect(!paths.map(\.path).contains(wrong.path))
      let again = Samples.evidence("x")
      try await repository.record([again])
      #expect(try await repository.recordedEvidence().records.contains(again))
    }
  }

  @Test("a struck record that somebody puts back counts no more than before")
  func putBack() async throws {
    try await RepositoryWorld.run { world in
      let wrong = Samples.evidence("x")
      let repository = world.repository()
      try await repository.strike(struck(wrong))
      try put([wrong.path: wrong.json.text(.indented)], on: evidenceRef, world)
      #expect(try await repository.recordedEvidence().records.isEmpty)
      try await repository.strike(struck(wrong))
      let tip = try #require(try world.commit(at: evidenceRef))
      let entry = try world.server.open().entry(at: TreePath(wrong.path), of: ObjectID(tip))
      #expect(entry == nil)
    }
  }

  @Test("decisions of two machines stand beside each other, each written once")
  func decisions() async throws {
    try await RepositoryWorld.run { world in
      let repositories = [world.repository(), world.repository()]
      let made = (0..<4).map { number in
        Decision(
          .mode, of: DecisionSubject("python")!, to: PlainWord(number == 3 ? "paused" : "running"),
          who: "ada", why: why,
          when: Timestamp(seconds: RepositoryWorld.now.seconds + Int64(number)))!
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for repository in repositories {
          group.addTask { for decision in made { try await repository.decide(decision) } }
        }
        try await group.waitForAll()
      }
      try put(["mode/python/x.json": "{}"], on: decisionRef, world)
      let found = try await world.repository().decisions()
      #expect(found.decisions == made)
      #expect(found.unreadable.map(\.path) == ["mode/python/x.json"])
      let standing = found.decisions.standing(
        .mode, of: DecisionSubject("python")!,
        at: Timestamp(seconds: RepositoryWorld.now.seconds + 9))
      #expect(standing?.value == PlainWord("paused"))
    }
  }
}
