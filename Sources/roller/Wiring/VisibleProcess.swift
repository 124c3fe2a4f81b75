import Foundation
import Processes
import Synchronization

/// A program that a person sees run: it speaks to their terminal and not to us.
enum VisibleProcess {
  /// Runs `command` in `folder` to its end, its output on our standard error; its exit code, nil when a
  /// signal ended it.
  static func run(
    _ command: [String], _ variables: [String: String], in folder: URL
  ) async throws -> Int32? {
    var process = try ProcessCommand(
      command[0], Array(command.dropFirst()), environment: variables, folder: folder.path)
    process.streams = .standardError
    process.sharesTerminal = true
    return try await SubprocessRunner().run(process).code
  }

  /// Runs `command` on our standard output to its end; it reads `input`, or what we would read.
  static func show(
    _ command: [String], _ variables: [String: String], input: String? = nil
  ) async throws {
    var process = try ProcessCommand(
      command[0], Array(command.dropFirst()), environment: variables)
    process.streams = .ours
    process.sharesTerminal = true
    guard let input else {
      _ = try await SubprocessRunner().run(process)
      return
    }
    let rest = Mutex<[UInt8]?>(Array(input.utf8))
    _ = try await SubprocessRunner().run(
      process, input: { rest.withLock { $0.take() } }, output: { _, _ in })
  }
}
