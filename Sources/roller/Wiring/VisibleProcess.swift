import Foundation
import Subprocess
import SystemPackage

/// A program that a person sees run: it speaks to their terminal and not to us.
enum VisibleProcess {
  /// Runs `command` in `folder` to its end, its output on our standard error; its exit code, nil when a
  /// signal ended it.
  static func run(
    _ command: [String], _ variables: [String: String], in folder: URL
  ) async throws -> Int32? {
    let pairs = variables.map { (Environment.Key(stringLiteral: $0), $1) }
    let result = try await Subprocess.run(
      command[0].contains("/") ? .path(FilePath(command[0])) : .name(command[0]),
      arguments: Arguments(Array(command.dropFirst())),
      environment: .custom(Dictionary(uniqueKeysWithValues: pairs)),
      workingDirectory: FilePath(folder.path), output: .currentStandardError,
      error: .currentStandardError)
    if case .exited(let code) = result.terminationStatus { return code }
    return nil
  }

  /// Runs `command` on our standard output to its end; it reads `input`, or what we would read.
  static func show(
    _ command: [String], _ variables: [String: String], input: String? = nil
  ) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.environment = variables
    let pipe = Pipe()
    if input != nil { process.standardInput = pipe }
    try process.run()
    if let input {
      try? pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
      try? pipe.fileHandleForWriting.close()
    }
    process.waitUntilExit()
  }
}
