import Errors
import Foundation
import Rolling

/// Tells a person something on standard error.
///
/// A reader that has gone away (`2>&1 | head`), or a full disk, does not end the process:
/// `FileHandle.write(_:)` would end the process.
package func tell(_ text: String) {
  try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
}

/// Why what was printed did not arrive, once everything else is done; nil when it did, and when the
/// reader has gone away, which is the reader's choice.
func unprinted() -> CommandFailure? {
  guard fflush(nil) != 0, errno != EPIPE else { return nil }
  return CommandFailure(
    Failure(doing: "writing to standard output"), otherwise: .tryLater)
}

/// Standard output and error, a whole line at a time.
///
/// For output that somebody follows while the work goes on: nothing stays in a buffer.
package enum Console {
  package static func line(_ text: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
  }

  package static func errorLine(_ text: String) {
    tell(text + "\n")
  }
}
