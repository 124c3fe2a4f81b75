import Foundation
import Testing

@testable import Errors

@Suite("A failure says by its kind alone what comes next", .timeLimit(.minutes(1)))
struct FailureKindTests {
  private func failure(_ kind: Failure.Kind, hint: String = "do that") -> Failure {
    Failure(kind, doing: "asking x", found: "nothing", hint: hint)
  }

  @Test("what was being done, what was found, and the remedy where there is one")
  func words() {
    #expect(failure(.refused).description == "asking x: nothing\n  hint: do that")
    #expect(failure(.refused, hint: "").description == "asking x: nothing")
    #expect(Failure(.refused, doing: "", found: "nothing").description == "nothing")
  }

  @Test("only what passes by itself, or with the machine mended, may be tried again")
  func passing() {
    let passing: [Failure.Kind] = [
      .unavailable, .unavailable(afterSeconds: 7_200), .cancelled, .damaged, .system(ENOSPC),
    ]
    let lasting: [Failure.Kind] = [
      .badData, .notFound, .refused, .rejected, .malformed, .moved, .system(ENOENT), .system(0),
    ]
    #expect(passing.allSatisfy { failure($0).mayPass })
    #expect(!lasting.contains { failure($0).mayPass })
  }

  @Test("three attempts, as far apart as the other side asks, if that is a minute at most")
  func pauses() {
    #expect(failure(.unavailable).pause(after: 1) == .seconds(1))
    #expect(failure(.unavailable).pause(after: 2) == .seconds(2))
    #expect(failure(.unavailable).pause(after: 3) == nil)
    #expect(failure(.unavailable(afterSeconds: 60)).pause(after: 1) == .seconds(60))
    #expect(failure(.unavailable(afterSeconds: 61)).pause(after: 1) == nil)
    #expect(failure(.rejected).pause(after: 1) == nil)
  }

  @Test("an error that tells more keeps its kind and its words under a new deed")
  func converted() {
    struct Detailed: FailureConvertible {
      let failure = Failure(.rejected, doing: "push", found: "no", hint: "ask")
    }
    let worded = Failure(Detailed(), doing: "landing")
    #expect(worded == Failure(.rejected, doing: "landing", found: "push: no", hint: "ask"))
  }
}
