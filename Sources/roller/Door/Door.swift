import ArgumentParser
import Foundation
import ReleaseModel
import Rolling

/// Where the process begins and ends: arguments come in, an exit code goes out.
enum Door {
  /// Parses the arguments, runs the command they name and exits.
  static func open() async -> Never {
    // A limit of file sizes shall fail the write, which has words, and not kill us (man 2 setrlimit).
    signal(SIGXFSZ, SIG_IGN)
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
    } catch let failure as CommandFailure {
      report(failure, asJSON: arguments.contains("--json"))
      exit(failure.exitCode)
    } catch {
      leave(because: error, asJSON: arguments.contains("--json"))
    }
  }

  /// Usage errors, and requests for help, are ArgumentParser's to word; the code is ours.
  private static func leave(because error: any Error, asJSON: Bool) -> Never {
    let text = Roller.fullMessage(for: error)
    let code = Roller.exitCode(for: error)
    if code == .success {
      print(text)
      exit(Rolling.ExitCode.done)
    }
    guard code == .validationFailure else {
      let failure = CommandFailure(uncaught: error)
      report(failure, asJSON: asJSON)
      exit(failure.exitCode)
    }
    tell(text + "\n")
    exit(Rolling.ExitCode.usage)
  }

  private static func report(_ failure: CommandFailure, asJSON: Bool) {
    // Without a message the command has said everything itself.
    guard !failure.message.isEmpty else { return }
    if asJSON { print(failure.json.text(.indented)) }
    tell("roller: \(failure.message)\n")
  }

  private static func exit(_ code: Rolling.ExitCode) -> Never {
    if let failure = unprinted() {
      tell("roller: \(failure.message)\n")
      Foundation.exit(code == .done ? failure.exitCode.rawValue : code.rawValue)
    }
    Foundation.exit(code.rawValue)
  }
}
