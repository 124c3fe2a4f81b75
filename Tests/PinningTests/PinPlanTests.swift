import Pinning
import ReleaseModel
import Testing

@Suite("What an order of pins comes to", .timeLimit(.minutes(20)))
struct PinPlanTests {
  private let a = PinWorld.a
  private let b = PinWorld.b
  private let c = PinWorld.c
  private let d = PinWorld.d
  private let w = PinWorld.w
  private let why = Reason("it must")!

  @Test("a pin moves forwards, and what a schedule ties to it or it records goes along")
  func along() throws {
    let outcome = try decide([request(a, .steps(5))])
    #expect(numbers(outcome) == [a: 15, b: 15, c: 15])
    #expect(outcome.moves.map(\.cause) == [.asked, .pinnedBy(a), .recordedBy(a)])
    #expect(outcome.moves.allSatisfy { $0.direction == .forward(commits: 5) })
    // b pins d at what d has already.
    #expect(outcome.stays.map(\.component) == [d])
    #expect(outcome.refusals.isEmpty)
  }

  @Test("--alone moves nothing along")
  func alone() throws {
    let order = PinOrder(requests: [request(a, .steps(5))], movesAlong: false)
    #expect(numbers(try decide(order)) == [a: 15])
  }

  @Test("what is asked for beats what another pins, and what is held stays")
  func precedence() throws {
    let outcome = try decide([request(a, .steps(5)), request(b, .steps(2))])
    #expect(numbers(outcome) == [a: 15, b: 12, c: 15])
    let held = try decide([request(a, .steps(5))], notes: [b: "\"hold\": \"later\""])
    #expect(numbers(held) == [a: 15, c: 15])
    #expect(held.stays.map(\.why) == ["it is held: later"])
  }

  @Test("a record that nobody ties to it is followed when it can be, and else said")
  func records() throws {
    let gone = try decide([request(a, .steps(8))])
    #expect(numbers(gone) == [a: 18, b: 18, d: 13])
    #expect(gone.stays.first?.why.contains("is not a revision") == true)
    let ahead = try decide([request(a, .steps(5))], pins: [c: 17])
    #expect(numbers(ahead) == [a: 15, b: 15])
    #expect(ahead.stays.first?.why.contains("2 commits older") == true)
    #expect(ahead.refusals.isEmpty)
  }

  @Test("a tied pin that would go back stops the whole, until there is a reason")
  func tiedBack() throws {
    let requests = [request(a, .steps(5))]
    let outcome = try decide(requests, pins: [b: 17])
    #expect(outcome.refusals.map(\.kind) == [.refused])
    #expect(outcome.refusals.first?.found.contains("asked for by a") == true)
    let order = PinOrder(requests: requests, downgrade: why)
    #expect(numbers(try decide(order, pins: [b: 17, c: 17])) == [a: 15, b: 15])
  }

  @Test("back needs a reason, and takes along what was recorded then")
  func back() throws {
    let refused = try decide([request(a, .steps(-3))])
    #expect(refused.moves.isEmpty)
    #expect(refused.refusals.first?.found == "v7 is 3 commits older than the pinned v10")
    #expect(refused.refusals.first?.hint.contains("--allow-downgrade") == true)
    let outcome = try decide(PinOrder(requests: [request(a, .steps(-3))], downgrade: why))
    #expect(numbers(outcome) == [a: 7, b: 7, c: 7, d: 2])
    #expect(outcome.goesBack)
  }

  @Test("what is no commit of the branch is refused, and told for what it is")
  func places() throws {
    let cases: [(Int, PinRefusal.Kind, String)] = [
      (30, .refused, "is not reachable from main of https://example.com/a"),
      (31, .refused, "its commit is \(PinWorld.revision(12))"),
      (32, .refused, "is a tree"), (99, .remoteSaidNo, "no commit"),
    ]
    for (number, kind, text) in cases {
      let outcome = try decide([request(a, .revision(PinWorld.revision(number)))])
      #expect(outcome.refusals.map(\.kind) == [kind])
      #expect(outcome.refusals.first?.found.contains(text) == true, "\(outcome.refusals)")
    }
  }

  @Test("an ambiguous beginning lists what it can mean, inert")
  func ambiguous() throws {
    let outcome = try decide([request(a, .prefix("ffff0000"))])
    let text = try #require(outcome.refusals.first?.description)
    #expect(text.contains("can mean 21 commits"))
    #expect(text.contains("and 11 more"))
    #expect(text.contains(PinWorld.revision(3).description))
    #expect(!text.contains("\u{1B}"))
    let none = try decide([request(a, .prefix("0000"))])
    #expect(none.refusals.map(\.kind) == [.remoteSaidNo])
  }

  @Test("a wheel moves to a version with the files of every target")
  func wheels() throws {
    for (aim, label) in [
      (.latest, "1.1"), (.version(PythonVersion("2.0rc1")!), "2.0rc1"),
    ] as [(PinAim, String)] {
      let outcome = try decide([request(w, aim)])
      #expect(outcome.moves.map(\.bump.to.label) == [label])
      #expect(outcome.moves.first?.direction == .forward(commits: nil))
    }
    let old = try decide([request(w, .day(CalendarDate(days: 0)))])
    #expect(old.refusals.first?.found == "0.9 is older than the pinned 1.0")
    let yanked = try decide([request(w, .version(PythonVersion("3.0")!))])
    #expect(yanked.refusals.first?.found.contains("yanked") == true)
    for aim in [.steps(1), .name(BranchName("main")!)] as [PinAim] {
      #expect(try decide([request(w, aim)]).refusals.map(\.kind) == [.usage])
    }
    #expect(
      try decide([request(a, .version(PythonVersion("1")!))]).refusals.map(\.kind) == [.usage])
  }

  @Test("a denied revision is pinned by nobody, neither asked for nor along")
  func denied() throws {
    let denial = "\"denied\": { \"\(PinWorld.revision(15))\": \"it breaks\" }"
    let asked = try decide([request(a, .steps(5))], notes: [a: denial])
    #expect(asked.refusals.first?.found == "v15 is denied: it breaks")
    #expect(try decide([request(a, .steps(5))], notes: [b: denial]).refusals.count == 1)
    let along = try decide([request(a, .steps(5))], notes: [c: denial])
    #expect(numbers(along) == [a: 15, b: 15])
    #expect(along.stays.contains { $0.component == c && $0.why.contains("denied") })
  }

  @Test("beside notes a bare name moves nothing; a denial's aim is resolved")
  func noteOrders() throws {
    let order = PinOrder(
      requests: [PinRequest(component: a)],
      notes: [.hold(a, because: why), .deny(a, .name(BranchName("v12")!), because: why)])
    let outcome = try decide(order)
    #expect(outcome.moves.isEmpty)
    let id = PinWorld.revision(12).description
    #expect(outcome.notes == [.hold(a, because: why), .deny(a, revision: id, because: why)])
    let world = try PinWorld()
    let edited = try outcome.applied(to: world.configuration.versionInfo)
    #expect(edited.holds == [a: "it must"])
    #expect(edited.denials == [a: [id: "it must"]])
    let back = try decide(
      PinOrder(requests: [], notes: [.unhold(a), .allow(a, .revision(PinWorld.revision(9)))]))
    #expect(back.stays.map(\.why) == ["it is not held"])
    #expect(back.refusals.map(\.kind) == [.badData])
  }

  @Test("naming a component twice is a usage error")
  func twice() throws {
    let outcome = try decide([request(a, .latest), request(a, .steps(1))])
    #expect(outcome.refusals.map(\.kind) == [.usage])
    #expect(outcome.moves.isEmpty)
  }

  private func decide(
    _ requests: [PinRequest], pins: [ComponentName: Int] = [:], notes: [ComponentName: String] = [:]
  ) throws -> PinOutcome {
    try decide(PinOrder(requests: requests), pins: pins, notes: notes)
  }

  private func decide(
    _ order: PinOrder, pins: [ComponentName: Int] = [:], notes: [ComponentName: String] = [:]
  ) throws -> PinOutcome {
    try PinWorld(pins: pins, notes: notes).outcome(order).0
  }

  private func request(_ name: ComponentName, _ aim: PinAim) -> PinRequest {
    PinRequest(component: name, aim: aim)
  }

  private func numbers(_ outcome: PinOutcome) -> [ComponentName: Int] {
    var numbers: [ComponentName: Int] = [:]
    for move in outcome.moves {
      if case .git(let pin) = move.bump.to {
        numbers[move.bump.component] = PinWorld.number(pin.revision)
      }
    }
    return numbers
  }
}
