import SafeText

/// How a process ended.
package enum ProcessExit: Sendable, Hashable {
  case exited(Int32)
  case signalled(Int32)
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

  package init(exit: ProcessExit, output: [UInt8], error: [UInt8]) {
    self.exit = exit
    self.output = output
    self.error = error
  }

  package var succeeded: Bool { exit == .exited(0) }
  package var text: String { String(decoding: output, as: UTF8.self) }
  /// The first line of standard error, made safe to show.
  package var complaint: String {
    let line = String(decoding: error.prefix(2_000), as: UTF8.self)
      .split(whereSeparator: \.isNewline).first.map(String.init)
    return visibleText(line ?? "\(exit), without a word")
  }
}
