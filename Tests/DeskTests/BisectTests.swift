import Desk
import Foundation
import Git
import Processes
import ReleaseModel
import ReleaseRepository
import Rolling
import Synchronization
import TestKit
import Testing

@Suite("A bisection over releases, components and revisions", .timeLimit(.minutes(20)))
struct BisectTests {
  private let iree = ComponentName("iree")!

  /// Releases one a day, each with iree at its number.
  private func releases(_ count: Int, in world: DeskWorld) throws -> [ReleasedPins] {
    let info = try world.release().configuration().versionInfo
    return try (0..<count).map { number in
      ReleasedPins(
        tag: ReleaseTag("v0.1.0.dev2026112\(number)001")!, commit: revision(number),
        pins: try info.moving([bump(to: number)]).pins)
    }
  }

  private func revision(_ number: Int) -> Revision {
    Revision(String(repeating: "a", count: 39) + "\(number)")!
  }

  private func pin(_ number: Int) -> Pin { .git(GitPin(revision: revision(number))) }

  private func bump(to number: Int) -> Bump {
    Bump(
      component: iree, from: .git(GitPin(revision: Revision(FixtureRelease.iree)!)),
      to: pin(number))
  }

  @Test("finds the release, the component and the revision that turned good to bad")
  func finds() async throws {
    let world = try DeskWorld()
    let tried = Mutex<[String]>([])
    let bisect = ReleaseBisect(
      trial: { step in
        tried.withLock { $0.append(step.kind) }
        let pins = step.pins.map(\.pins)
        let number =
          if let pin = pins?[iree], case .git(let git) = pin { "\(git.revision)".suffix(1) } else {
            "\(step.commit)".suffix(1)
          }
        return (Int(number) ?? 0) >= 5 ? .bad : .good
      },
      candidates: { _, _ in
        (4...6).map { Candidate(pin: pin($0), landed: Timestamp(seconds: Int64($0))) }
      }, say: { _ in })
    let all = try releases(8, in: world)
    let list = [all[0], all[1], all[3], all[6], all[7]]
    let found = try await bisect.run(over: list)
    #expect(found.good.tag == all[3].tag && found.bad.tag == all[6].tag)
    let info = try world.release().configuration().versionInfo.moving([bump(to: 3)])
    let narrowed = try await bisect.narrow(found, info: info)
    #expect(narrowed.bump?.component == iree)
    #expect(narrowed.narrowed?.from == pin(4) && narrowed.narrowed?.to == pin(5))
    #expect(narrowed.doubts.isEmpty)
    #expect(Set(tried.withLock(\.self)).isSubset(of: ["release", "component", "revision"]))
  }

  @Test("what could not be tried, and pins that are not to blame, are told as doubts")
  func doubts() async throws {
    let world = try DeskWorld()
    let all = try releases(4, in: world)
    let skipping = ReleaseBisect(
      trial: { $0.commit == revision(1) ? .skip : .bad }, candidates: { _, _ in nil }, say: { _ in }
    )
    let vague = try await skipping.run(over: Array(all.prefix(3)))
    #expect(vague.doubts.joined().contains("1 of the releases before it could not be tried"))
    let innocent = ReleaseBisect(
      trial: { $0.pins == nil && $0.commit != revision(0) ? .bad : .good },
      candidates: { _, _ in nil }, say: { _ in })
    let found = try await innocent.run(over: Array(all.prefix(2)))
    let info = try world.release().configuration().versionInfo.moving([bump(to: 0)])
    let narrowed = try await innocent.narrow(found, info: info)
    #expect(narrowed.bump == nil && narrowed.doubts.joined().contains("something else changed"))
  }

  @Test("releases are listed from good to bad, and any other two are refused with a remedy")
  func lists() async throws {
    let world = try DeskWorld()
    for number in 1...3 {
      try world.pin("iree", digit: Character("\(number)"))
      try world.git("commit", "--quiet", "--all", "--message", "Move")
      try world.git("tag", "--annotate", "--message", "x", "v0.1.0.dev2026112\(number)001")
    }
    let history = ReleaseHistory(Git.Repository(at: world.checkout.path))
    let found = try await history.releases(
      from: "v0.1.0.dev20261121001", to: "v0.1.0.dev20261123001")
    #expect(found.map(\.tag).map { "\($0)".suffix(4) } == ["1001", "2001", "3001"])
    await #expect(throws: (any Error).self) {
      try await history.releases(from: "v0.1.0.dev20261123001", to: "v0.1.0.dev20261121001")
    }
  }

  @Test("a command runs in a work tree of its own, and its exit code is read as git bisect's")
  func trial() async throws {
    let world = try DeskWorld()
    let folder = world.folder.url.appending(path: "work")
    let head = try #require(Revision(try world.git("rev-parse", "HEAD")))
    let info = try world.release().configuration().versionInfo.moving([bump(to: 1)])
    for (script, expected) in [
      ("grep -q aaaaaaaaa1 version_info.json", Bisection.Answer.good), ("exit 125", .skip),
      ("test $ROLLER_BISECT_LABEL = other", .bad),
    ] {
      let trial = try await BisectTrial(
        of: ["/bin/sh", "-c", script], in: world.checkout, folder: folder, world.surroundings,
        SubprocessRunner())
      let answer = try await trial.answer(
        BisectTrial.Step(commit: head, pins: info, kind: "revision", label: "one"))
      #expect(answer == expected, "\(script)")
      await trial.remove()
      #expect(!FileManager.default.fileExists(atPath: folder.path))
    }
    #expect(try world.git("status", "--porcelain").isEmpty)
  }
}
