import Errors
import SafeText

/// A program to run on this machine, with everything that it will see of ours.
package struct ProcessCommand: Sendable, Hashable {
  /// Where the program's output goes.
  package enum Streams: Sendable, Hashable {
    /// To whoever runs it.
    case collected
    /// To our standard error, both streams.
    case standardError
    /// To our own two streams.
    case ours
  }

  /// An absolute path: nothing is searched for when it runs.
  package let executable: String
  package let arguments: [String]
  /// The whole environment; nothing is inherited.
  package let environment: [String: String]
  /// How long it may clean up after a polite signal when the task is cancelled; zero kills at once.
  package var grace: Duration
  /// Where it runs; where we run ourselves when nil.
  package var folder: String?
  package var streams = Streams.collected
  /// Whether it shares our terminal, so that it may ask for a password and hears Ctrl-C; otherwise it has a
  /// session of its own.
  package var sharesTerminal = false

  package init(
    executable: String, arguments: [String], environment: [String: String],
    grace: Duration = .zero
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.grace = grace
  }

  /// The program called `name` on the PATH of `environment`.
  package init(
    _ name: String, _ arguments: [String], environment: [String: String], folder: String? = nil
  ) throws(Failure) {
    guard let program = SearchPath(environment: environment).program(name) else {
      throw .notStarted(name, because: "it is not on the PATH (\(environment["PATH"] ?? ""))")
    }
    self.init(executable: program, arguments: arguments, environment: environment)
    self.folder = folder
  }
}

/// How a process ended.
package enum ProcessExit: Sendable, Hashable {
  case exited(Int32)
  case signalled(Int32)

  /// The exit code; nil when a signal ended it.
  package var code: Int32? {
    switch self {
    case .exited(let code): code
    case .signalled: nil
    }
  }
}

/// The two ways in which a process speaks.
package enum ProcessStream: Sendable, Hashable {
  case output
  case error
}

/// What a short command answered.
package struct ProcessAnswer: Sendable, Hashable {
  package let exit: ProcessExit
  /// Standard output, cut at the limit that was asked for.
  package let output: [UInt8]
  /// Standard error, cut likewise.
  package let error: [UInt8]
  /// Whether standard output was longer.
  package var isCut = false

  package init(exit: ProcessExit, output: [UInt8], error: [UInt8]) {
    self.exit = exit
    self.output = output
    self.error = error
  }

  package var succeeded: Bool { exit == .exited(0) }
  package var text: String { String(decoding: output, as: UTF8.self) }
  /// Standard output without the final line end.
  package var line: String { text.hasSuffix("\n") ? String(text.dropLast()) : text }
  package var errorText: String { String(decoding: error, as: UTF8.self) }
  /// The first line of standard error, made safe to show.
  package var complaint: String {
    let line = String(decoding: error.prefix(2_000), as: UTF8.self)
      .split(whereSeparator: \.isNewline).first.map(String.init)
    return visibleText(line ?? "\(exit), without a message")
  }
}

extension Failure {
  static func notStarted(_ program: String, because found: String) -> Failure {
    Failure(
      .unavailable, doing: "running \(program)", found: "\(program) did not start: \(found)",
      hint: "install it, or put its folder on the PATH")
  }
}
