import Errors
import Rolling
import Testing

@Suite("The exit code of a failure", .timeLimit(.minutes(1)))
struct FailureExitCodeTests {
  @Test(
    "follows from its kind, in one place",
    arguments: [
      (Failure.Kind.badData, ExitCode.badData), (.system(2), .badData), (.system(28), .tryLater),
      (.refused, .refused), (.notFound, .remoteSaidNo), (.rejected, .remoteSaidNo),
      (.malformed, .remoteSaidNo), (.moved, .remoteSaidNo), (.damaged, .tryLater),
      (.unavailable, .tryLater), (.unavailable(afterSeconds: 9), .tryLater),
      (.cancelled, .tryLater),
    ])
  func code(kind: Failure.Kind, code: ExitCode) {
    let failure = Failure(kind, doing: "asking", found: "no")
    #expect(ExitCode(failure) == code)
    #expect(NightError.failed(failure).exitCode == code)
  }
}
