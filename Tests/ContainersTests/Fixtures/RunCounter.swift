import Errors
import Processes
import Synchronization

@testable import Containers

/// A runner that remembers which containers were started, and is real otherwise.
final class RunCounter: ProcessRunner {
  private let runner = SubprocessRunner()
  private let names = Mutex<[String]>([])

  func run(
    _ command: ProcessCommand, input: ProcessInput?, output: @escaping ProcessListener
  ) async throws(Failure) -> ProcessExit {
    if command.arguments.first == "run", let index = command.arguments.firstIndex(of: "--name") {
      names.withLock { $0.append(command.arguments[index + 1]) }
    }
    return try await runner.run(command, input: input, output: output)
  }

  /// The steps that ran in containers since this was asked last, such as `compiler-build`.
  func taken() -> [String] {
    names.withLock { names in
      defer { names = [] }
      return names.compactMap { name in
        let words = name.split(separator: "-").map(String.init)
        guard let action = words.lastIndex(where: { ["build", "pack", "check"].contains($0) })
        else {
          return nil
        }
        // `roller-<mark>-<process>-<start>-<namespace>.<number>-<package>-<action>-<target>`
        return words[5...action].joined(separator: "-")
      }.sorted()
    }
  }
}
