import CommandLineTool
import JSON
import ReleaseModel
import Rolling
import Terminal

/// What a command says that validated something, and the exit code that it ends with.
struct ValidationEnd {
  private let validations: [Validation]
  private let surroundings: Surroundings

  init(_ validations: [Validation], _ surroundings: Surroundings) {
    self.validations = validations
    self.surroundings = surroundings
  }

  /// Prints every verdict; throws unless all are green.
  func report(asJSON: Bool) throws(CommandFailure) {
    if asJSON {
      print(JSONValue.array(validations.map(\.evidence.json)).text(.indented))
    } else {
      for validation in validations {
        surroundings.show(ValidationText(validation, style: surroundings.output).text)
      }
    }
    let verdicts = validations.map(\.evidence.verdict)
    for verdict in verdicts {
      if case .unjudged = verdict { throw CommandFailure(.tryLater, "") }
    }
    guard verdicts.allSatisfy({ $0 == .green }) else { throw CommandFailure(.nothingGreen, "") }
  }
}
