import Digest
import Errors
import Foundation
import Git
import ReleaseModel
import ReleaseRepository
import RollPlanning
import Rolling
import TestKit
import Testing

@testable import GitHub

@Suite("Two rollers at once", .timeLimit(.minutes(20)))
struct RaceTests {
  @Test("the same draft is the same commit in two mirrors")
  func sameCommit() async throws {
    try await LiveForge.run { live in
      let one = try await live.forge().releaseRepository.write(live.draft("x"))
      let other = try await live.forge().releaseRepository.write(live.draft("x"))
      #expect(one == other)
    }
  }

  @Test("of two that create or move the branch, one wins and the other is told")
  func branch() async throws {
    try await LiveForge.run { live in
      let forges = [try live.forge().releaseRepository, try live.forge().releaseRepository]
      var from: Revision?
      for round in 0..<3 {
        var commits: [Revision] = []
        for (index, forge) in forges.enumerated() {
          commits.append(try await forge.write(live.draft("\(round)-\(index)")))
        }
        let steps = commits.map { RepositoryStep.pushBranch(Samples.branch, from: from, to: $0) }
        let errors = await race(forges, steps)
        #expect(errors.filter { $0 == nil }.count == 1)
        #expect(errors.compactMap(\.self).map(\.kind) == [.moved])
        let winner = errors[0] == nil ? commits[0] : commits[1]
        #expect(try live.commit(at: Samples.branch.ref) == winner)
        from = winner
        // The other brings the winner's commit before it goes on.
        for forge in forges { _ = try await forge.refs(for: Samples.branch, main: Samples.main) }
      }
    }
  }

  @Test("main that moved is not fast-forwarded, and nothing rewinds it")
  func mainMoved() async throws {
    try await LiveForge.run { live in
      let forge = try live.forge().releaseRepository
      let other = try live.forge().releaseRepository
      let first = try await forge.write(live.draft("first"))
      let second = try await other.write(live.draft("second"))
      try await forge.perform(.fastForward(Samples.main, from: live.base, to: first))
      let stale = await failure { () async throws(Failure) in
        try await other.perform(.fastForward(Samples.main, from: live.base, to: second))
      }
      #expect(stale?.kind == .moved)
      let rewind = await failure { () async throws(Failure) in
        try await forge.perform(.fastForward(Samples.main, from: first, to: live.base))
      }
      #expect(rewind?.kind == .rejected)
      #expect(try live.commit(at: "refs/heads/main") == first)
      // What is done already is done.
      try await forge.perform(.fastForward(Samples.main, from: live.base, to: first))
    }
  }

  @Test("a branch that is gone, or stands elsewhere, is not deleted")
  func deleteBranch() async throws {
    try await LiveForge.run { live in
      let forge = try live.forge().releaseRepository
      let commit = try await forge.write(live.draft("x"))
      try await forge.perform(.deleteBranch(Samples.branch, at: commit))
      try await forge.perform(.pushBranch(Samples.branch, from: nil, to: commit))
      let stale = await failure { () async throws(Failure) in
        try await forge.perform(.deleteBranch(Samples.branch, at: live.base))
      }
      #expect(stale?.kind == .moved)
      try await forge.perform(.deleteBranch(Samples.branch, at: commit))
      #expect(try live.id(of: Samples.branch.ref) == nil)
    }
  }

  @Test("of two different tags of one name one stays, and the same tag is made twice")
  func tag() async throws {
    try await LiveForge.run { live in
      let forges = [try live.forge().releaseRepository, try live.forge().releaseRepository]
      let tag = Samples.release.tag
      let drafts = ["one\n", "other\n"].map { message in
        TagDraft(tag: tag, commit: live.base, message: message, date: ForgeWorld.now)
      }
      let errors = await race(forges, drafts.map { .createTag($0) })
      #expect(errors.filter { $0 == nil }.count == 1)
      #expect(errors.compactMap(\.self).map(\.kind) == [.moved])
      let winner = errors[0] == nil ? 0 : 1
      #expect(
        await race(forges, [.createTag(drafts[winner]), .createTag(drafts[winner])]) == [nil, nil])
      let facts = try await forges[0].refs(for: Samples.branch, main: Samples.main)
      #expect(facts.tags == [TagFacts(name: "\(tag)", commit: live.base)])
    }
  }

  @Test("two writers record twenty verdicts each, one by one, and none is lost")
  func evidence() async throws {
    try await LiveForge.run { live in
      let forges = [try live.forge().releaseRepository, try live.forge().releaseRepository]
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (index, forge) in forges.enumerated() {
          group.addTask {
            for number in 0..<20 {
              try await forge.record([Samples.evidence("\(index)-\(number)")])
            }
          }
        }
        try await group.waitForAll()
      }
      let expected = Set(
        (0..<2).flatMap { index in
          (0..<20).map { Samples.evidence("\(index)-\($0)") }
        })
      #expect(Set(try await live.forge().releaseRepository.evidence()) == expected)
      #expect(Set(try await forges[0].evidence()) == expected)
    }
  }

  /// Both at once; their errors.
  private func race(_ forges: [ReleaseRepository], _ steps: [RepositoryStep]) async -> [Failure?] {
    await withTaskGroup(of: (Int, Failure?).self) { group in
      for (index, (forge, step)) in zip(forges, steps).enumerated() {
        group.addTask {
          (index, await failure { () async throws(Failure) in try await forge.perform(step) })
        }
      }
      var errors = [Failure?](repeating: nil, count: steps.count)
      for await (index, error) in group { errors[index] = error }
      return errors
    }
  }
}

extension Samples {
  /// A verdict about a pin set of its own.
  static func evidence(
    _ name: String, _ verdict: Verdict = .green, version: String = "0.1.0.dev20261122001"
  ) -> Evidence {
    Evidence(
      subject: Evidence.Subject(
        pinSet: SHA256Digest(of: name), target: TargetName("linux-x86_64")!,
        recipe: SHA256Digest(of: "recipe")),
      pins: [ComponentName("iree")!: identity(name)], verdict: verdict, image: "none",
      version: ReleaseVersion(version)!, when: ForgeWorld.now, milliseconds: 1,
      checks: [
        CheckResult(
          program: "matmul", device: "llvm-cpu", action: "run", passed: true, detail: "1e-7",
          milliseconds: 800)
      ], artifacts: [], log: String(repeating: "a line of the log\n", count: 50))
  }

  private static func identity(_ name: String) -> PinIdentity {
    PinIdentity("git:\(SHA256Digest(of: name).hexadecimal)")!
  }
}
