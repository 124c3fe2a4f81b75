import ArgumentParser
import Foundation
import ReleaseModel
import Rolling

/// Where the process begins and ends: arguments come in, an exit code goes out.
enum Door {
  /// Parses the arguments, runs the command they name and exits.
  static func open() async -> Never {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == "hook", arguments.count > 1, !arguments[1].hasPrefix("-") {
      Foundation.exit(HookDoor.open(Array(arguments.dropFirst())))
    }
    do {
      var command = try Roller.parseAsRoot(arguments)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      exit(Rolling.ExitCode.done)
    } catch {
      leave(because: error, arguments)
    }
  }

  /// Usage errors, and requests for help, are ArgumentParser's to word; the code is ours. Every other
  /// error is a failure of the command, whoever threw it.
  private static func leave(because error: any Error, _ arguments: [String]) -> Never {
    switch Roller.exitCode(for: error) {
    case .success:
      print(Roller.fullMessage(for: error))
      exit(Rolling.ExitCode.done)
    case .validationFailure:
      FileHandle.standardError.write(Data((Roller.fullMessage(for: error) + "\n").utf8))
      exit(Rolling.ExitCode.usage)
    default:
      let failure = CommandFailure(uncaught: error)
      report(failure, asJSON: arguments.contains("--json"))
      exit(failure.exitCode)
    }
  }

  private static func report(_ failure: CommandFailure, asJSON: Bool) {
    // Without a message the command has said everything itself.
    guard !failure.message.isEmpty else { return }
    if asJSON { print(failure.json.text(.indented)) }
    FileHandle.standardError.write(Data("roller: \(failure.message)\n".utf8))
  }

  private static func exit(_ code: Rolling.ExitCode) -> Never {
    Foundation.exit(code.rawValue)
  }
}
