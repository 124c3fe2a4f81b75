import CommandLineTool
import Desk
import Foundation
import Rolling
import Terminal

/// The short way from git to a hook, past the parser of commands: building that parser costs more
/// than a check, and git has no use for its help.
enum HookDoor {
  /// Runs the hook that `arguments` name, or says which there are; the exit code.
  static func open(_ arguments: [String]) -> Int32 {
    guard let name = arguments.first, let hook = GitHook(rawValue: name) else {
      let names = GitHook.allCases.map(\.rawValue).joined(separator: ", ")
      tell("roller: hook: found \"\(arguments.first ?? "nothing")\"; expected one of \(names)\n")
      return ExitCode.usage.rawValue
    }
    let surroundings = Surroundings.current
    let call = HookCall(
      hook, Array(arguments.dropFirst()), surroundings,
      input: {
        String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
      }, answers: { surroundings.witness().answers(to: $0) })
    do {
      let end = try call.run(in: surroundings.repositoryPlace())
      tell(surroundings.errors.fitting(FindingsText(surroundings.errors).text(end, of: hook)))
      return end.exitCode
    } catch {
      let failure = CommandFailure(uncaught: error)
      if !failure.message.isEmpty { tell("roller: \(name): \(failure.message)\n") }
      return failure.exitCode.rawValue
    }
  }
}
