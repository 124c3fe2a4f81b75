import Digest
import Pinning
import ReleaseModel
import Testing

@Suite("What a person's pins are told as", .timeLimit(.minutes(20)))
struct PinTextTests {
  private let a = PinWorld.a
  private let why = Reason("it must; @all, Fixes #1")!

  @Test("the message of moved pins parses as a hand's bump, whatever stands beside them")
  func message() throws {
    let world = try PinWorld()
    let order = PinOrder(
      requests: [PinRequest(component: a, aim: .steps(-2))], notes: [.hold(a, because: why)],
      downgrade: why, movesAlong: false)
    let (outcome, _) = world.outcome(order)
    let pins = try outcome.applied(to: world.configuration.versionInfo).pins
    let message = PinMessage(outcome, pins: pins, downgrade: why)
    #expect(
      message.description == """
        Roll a (by hand)

        a: v10 -> v8

        a: held: it must; @all, Fixes #1

        Downgrade-Reason: it must; @all, Fixes #1
        Pin-Set: \(pins.digest)

        """)
    let read = try #require(HandBumpMessage(message.description))
    #expect(read.lines.map(\.to) == ["v8"])
    #expect(read.pinSet == pins.digest)
    #expect(read.downgradeReason == why.description)
  }

  @Test("decisions alone have a subject of their own, and are no roll")
  func decisions() throws {
    let world = try PinWorld()
    let held: [NoteOrder] = [.hold(a, because: why), .hold(PinWorld.b, because: why)]
    for (notes, subject) in [
      (held, "Hold a and b"),
      ([.hold(a, because: why), .deny(a, .latest, because: why)], "Decide about a"),
    ] {
      let (outcome, _) = world.outcome(PinOrder(requests: [], notes: notes))
      let message = PinMessage(
        outcome, pins: world.configuration.versionInfo.pins, downgrade: nil)
      #expect(message.subject == subject)
      #expect(message.description.hasPrefix(subject + "\n\na: held: "))
      #expect(HandBumpMessage(message.description) == nil)
      #expect(!MessageTrailers(message.description)["Pin-Set"].isEmpty)
    }
  }

  @Test("a pull request says what moves, why it goes back, and that nobody built it")
  func pullRequest() throws {
    let world = try PinWorld()
    let order = PinOrder(
      requests: [PinRequest(component: a, aim: .steps(-2))], notes: [.hold(a, because: why)],
      downgrade: why, movesAlong: false)
    let body = PinPullRequest(
      world.outcome(order).0, downgrade: why, evidence: [], difference: "DIFF"
    ).body(of: PinWorld.revision(1))
    #expect(body.contains("| `a` | `v10` | **`v8`** | ⚠ 2 commits back | asked for |"))
    // A person's words, too, mention and close nothing.
    #expect(body.contains("**Goes back**, because: `it must; @all, Fixes #1`"))
    #expect(body.contains("\n\nDIFF\n\n"))
    #expect(body.contains("Not validated"))
  }

  @Test(
    "what is tried names a place and a revision",
    arguments: [
      ("a=../x", "a=../x@HEAD"), ("a=/y@z/x@fix/it", "a=/y@z/x@fix/it"),
      ("a=https://github.com/o/r@pull/123", "a=https://github.com/o/r@pull/123"),
    ])
  func tried(text: String, printed: String) throws {
    let request = try TryRequest(text, components: [a])
    #expect(request.description == printed)
    #expect(try TryRequest(printed, components: [a]) == request)
  }

  @Test(
    "what cannot be tried is refused with a hint",
    arguments: [
      "a", "a=", "b=../x", "a=@HEAD", "a=http://github.com/o/r@x", "a=ext::sh -c x://y@z",
      "a=https://u:p@github.com/o/r", "a=../x@--upload-pack=y", "a=https://10.0.0.1/o/r@x",
    ])
  func notTried(text: String) throws {
    let error = #expect(throws: PinSyntaxError.self) { try TryRequest(text, components: [a]) }
    #expect(error?.hint.isEmpty == false)
    #expect(error?.found.contains("u:p") != true)
  }
}
