import Processes

/// A program that a person sees run: it speaks to their terminal and not to us.
enum VisibleProcess {
  /// Runs `command` on our standard output to its end; it reads `input`, or what we would read.
  static func show(
    _ command: [String], _ variables: [String: String], input: String? = nil
  ) async throws {
    var process = try ProcessCommand(
      command[0], Array(command.dropFirst()), environment: variables)
    process.streams = .ours
    process.sharesTerminal = true
    if let input {
      _ = try await SubprocessRunner().run(process, reading: Array(input.utf8))
    } else {
      _ = try await SubprocessRunner().run(process)
    }
  }
}
