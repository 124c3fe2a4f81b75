import Digest
import GreenSet
import ReleaseModel
import RollPlanning
import Testing

/// Git components a, b and c, whose revisions are numbered.
enum GitSamples {
  static func name(_ text: String) -> ComponentName { ComponentName(text)! }

  static func pin(_ component: String, _ number: Int, label: String? = nil) -> Pin {
    let id = SHA256Digest(of: "\(component) \(number)").hexadecimal.prefix(40)
    return .git(GitPin(revision: Revision(String(id))!, label: label))
  }

  static var base: PinSet { PinSet(["a", "b", "c"].map { (name($0), pin($0, 0)) }) }

  static func survey(
    _ component: String, _ count: Int, hints: [RecordedHint] = [], labels: [String?] = []
  ) -> Survey {
    let candidates = (0..<count).map { index in
      Candidate(
        pin: pin(
          component, index + 1, label: labels.indices.contains(index) ? labels[index] : nil),
        landed: Timestamp(seconds: 1_000 + Int64(index + 1) * 100))
    }
    return Survey(
      component: name(component), answer: .known(candidates), pinned: Timestamp(seconds: 1_000),
      hints: hints)
  }

  /// What revision after revision of `component` pins of `other`, from today's on.
  static func hints(_ component: String, on other: String, _ numbers: [Int]) -> [RecordedHint] {
    numbers.enumerated().map { index, number in
      RecordedHint(
        revision: pin(component, index).identity,
        pins: [name(other): pin(other, number).identity],
        landed: [name(other): Timestamp(seconds: 1_050 + Int64(number) * 100)])
    }
  }

  static func schedule(together: [[String]] = []) -> Schedule {
    Schedule(
      name: Samples.schedule, why: "tests", when: Samples.plan.when, rolls: [],
      together: together.map { $0.map(name) }, targets: [Samples.target],
      land: Samples.plan.land, preRelease: true, limits: .standard)
  }

  static func space(_ surveys: [Survey], together: [[String]] = []) -> SearchSpace {
    SearchSpace(base: base, schedule: schedule(together: together), surveys: surveys)
  }
}

@Suite("What revisions record of each other", .timeLimit(.minutes(20)))
struct BundleTests {
  private typealias Git = GitSamples

  @Test("reaches the search as an order: which candidate pins which")
  func hints() throws {
    let space = Git.space([
      Git.survey("a", 3, hints: Git.hints("a", on: "b", [0, 2, 2, 4])), Git.survey("b", 4),
    ])
    let pins = try space.problem().pins
    #expect(pins == [GreenSet.RecordedPins(component: 0, on: 1, pinned: [0, 2, 2, 4])])
  }

  @Test("a pin that is no candidate itself is placed by its time, and one without is passed over")
  func placed() throws {
    let stranger = { (number: Int) in Git.pin("b", 90 + number).identity }
    let hints = [
      RecordedHint(
        revision: Git.pin("a", 1).identity, pins: [Git.name("b"): stranger(1)],
        landed: [Git.name("b"): Timestamp(seconds: 1_250)]),
      RecordedHint(revision: Git.pin("a", 2).identity, pins: [Git.name("b"): stranger(2)]),
      RecordedHint(
        revision: Git.pin("a", 3).identity, pins: [Git.name("b"): stranger(3)],
        landed: [Git.name("b"): Timestamp(seconds: 10)]),
    ]
    let space = Git.space([Git.survey("a", 3, hints: hints), Git.survey("b", 4)])
    #expect(try space.problem().pins.map(\.pinned) == [[nil, 2, nil, 0]])
  }

  @Test("of a component that does not move, or beyond nothing new, says nothing")
  func silent() throws {
    let fixed = Git.space([Git.survey("a", 2, hints: Git.hints("a", on: "c", [0, 1, 2]))])
    #expect(try fixed.problem().pins.isEmpty)
    let still = Git.space([
      Git.survey("a", 2, hints: Git.hints("a", on: "b", [0, 0, 0])), Git.survey("b", 2),
    ])
    #expect(try still.problem().pins.isEmpty)
  }

  @Test("decides what moves as one, though one of them stands still for a while")
  func recorded() throws {
    let space = Git.space(
      [Git.survey("a", 4, hints: Git.hints("a", on: "b", [0, 0, 2, 2, 3])), Git.survey("b", 4)],
      together: [["b", "a"]])
    let problem = try space.problem()
    #expect(problem.newest == [4, 4])
    #expect(problem.together == [[0, 1]])
    let pins = space.pins(at: [3, 3])
    #expect(pins[Git.name("a")] == Git.pin("a", 3))
    #expect(pins[Git.name("b")] == Git.pin("b", 2))
    for index in 0...4 {
      let point = [index, index]
      #expect(space.point(of: space.pins(at: point).identities) == point)
    }
    let apart = Git.base.moving(Git.name("b"), to: Git.pin("b", 2))
    #expect(space.point(of: apart.identities) == nil)
  }

  @Test("follows records through a third, and drops what would go back")
  func chain() throws {
    let space = Git.space(
      [
        Git.survey("a", 3, hints: Git.hints("a", on: "b", [0, 1, 2, 1])),
        Git.survey("b", 2, hints: Git.hints("b", on: "c", [0, 1, 3])), Git.survey("c", 3),
      ], together: [["c", "b", "a"]])
    #expect(try space.problem().newest == [2, 2, 2])
    #expect(space.pins(at: [2, 2, 2])[Git.name("c")] == Git.pin("c", 3))
  }

  @Test("where none is, the same tag is what belongs together")
  func tags() throws {
    let space = Git.space(
      [
        Git.survey("a", 3, labels: ["v1", nil, "v2"]),
        Git.survey("b", 3, labels: ["v1", "v2", nil]),
      ], together: [["a", "b"]])
    #expect(space.labels(at: [2, 2]) == ["v2", "v2"])
    #expect(try space.problem().newest == [2, 2])
  }

  @Test("without a step that all can take nobody of the group moves, and each is told why")
  func tied() {
    let surveys = [Git.survey("a", 2), Git.survey("b", 2), Git.survey("c", 1)]
    let space = Git.space(surveys, together: [["a", "b"]])
    #expect(space.axes.map(\.component) == [Git.name("c")])
    #expect(space.tied == [Git.name("a"): [Git.name("b")], Git.name("b"): [Git.name("a")]])
  }
}
