import ArgumentParser
import Foundation
import ReleaseModel
import Rolling

/// Where a process of the command `Root` begins and ends: arguments come in, an exit code goes out.
package enum Door<Root: AsyncParsableCommand> {
  /// Parses the arguments, runs the command they name and exits.
  ///
  /// `shortcut` may do the work without the parser, whose making costs more than a small command; nil
  /// leaves the arguments to the parser.
  package static func open(shortcut: @Sendable ([String]) -> Int32? = { _ in nil }) async -> Never {
    // A limit of file sizes shall fail the write, which has words, and not kill us (man 2 setrlimit).
    signal(SIGXFSZ, SIG_IGN)
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let code = shortcut(arguments) { Foundation.exit(code) }
    do {
      var command = try Root.parseAsRoot(arguments)
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
    let text = Root.fullMessage(for: error)
    let code = Root.exitCode(for: error)
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
    say(failure)
  }

  private static func say(_ failure: CommandFailure) {
    tell("\(Root.configuration.commandName ?? "roller"): \(failure.message)\n")
  }

  private static func exit(_ code: Rolling.ExitCode) -> Never {
    if let failure = unprinted() {
      say(failure)
      Foundation.exit(code == .done ? failure.exitCode.rawValue : code.rawValue)
    }
    Foundation.exit(code.rawValue)
  }
}
