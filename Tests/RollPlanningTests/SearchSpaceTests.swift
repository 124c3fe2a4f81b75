import ReleaseModel
import RollPlanning
import Testing

@Suite("The search space of a night", .timeLimit(.minutes(20)))
struct SearchSpaceTests {
  private let base = Samples.pins("3.9.0", "3.9.0")

  @Test("a point and its pin set name each other")
  func roundTrip() throws {
    let space = SearchSpace(
      base: base, schedule: Samples.plan,
      surveys: [
        Samples.survey(Samples.compiler, ["3.10.0", "3.11.0"]),
        Samples.survey(Samples.runtime, ["3.10.0"]),
      ])
    for one in 0...2 {
      for other in 0...1 {
        let pins = space.pins(at: [one, other])
        #expect(space.point(of: pins.identities) == [one, other])
      }
    }
    #expect(space.pins(at: [0, 0]).digest == base.digest)
    #expect(try space.problem().newest == [2, 1])
  }

  @Test("pins of a set with another fixed component are not in the space")
  func foreign() {
    let space = SearchSpace(
      base: base, schedule: Samples.plan, surveys: [Samples.survey(Samples.compiler, ["3.10.0"])])
    #expect(space.axes.map(\.component) == [Samples.compiler])
    #expect(space.point(of: Samples.pins("3.10.0", "3.8.0").identities) == nil)
  }

  @Test("what is unknown, absent or without candidates cannot move")
  func still() {
    let space = SearchSpace(
      base: base, schedule: Samples.plan,
      surveys: [
        Survey(component: Samples.compiler, answer: .unknown(because: "503"), pinned: nil),
        Samples.survey(Samples.runtime, []),
      ])
    #expect(space.isEmpty)
  }

  @Test("components that move as one keep the versions that all of them have")
  func together() throws {
    let tied = Schedule(
      name: Samples.schedule, why: "tests", when: Samples.plan.when, rolls: [],
      together: [[Samples.compiler, Samples.runtime]], targets: [Samples.target],
      land: Samples.plan.land, preRelease: true, limits: .standard)
    let space = SearchSpace(
      base: base, schedule: tied,
      surveys: [
        Samples.survey(Samples.compiler, ["3.10.0", "3.10.1", "3.11.0"]),
        Samples.survey(Samples.runtime, ["3.10.0", "3.11.0"]),
      ])
    #expect(space.labels(at: [2, 2]) == ["3.11.0", "3.11.0"])
    #expect(try space.problem().newest == [2, 2])
  }

  @Test(
    "the next build of a day is counted over all tags of that day",
    arguments: [
      ([], "0.1.0.dev20261122001"),
      (["v0.1.0.dev20261122001", "v0.1.0.dev20261121009"], "0.1.0.dev20261122002"),
      (["v0.1.0.dev20261122007", "nonsense", "v0.1.0"], "0.1.0.dev20261122008"),
    ])
  func version(tags: [String], expected: String) {
    let next = Samples.version.official.nextPreRelease(on: Samples.slot.day, after: tags)
    #expect(next?.description == expected)
  }

  @Test("after build 999 a day has no further version")
  func full() {
    #expect(
      Samples.version.official.nextPreRelease(
        on: Samples.slot.day, after: ["v0.1.0.dev20261122999"]) == nil)
  }
}
