import Errors
import Foundation
import Rolling

/// Tells a person something on standard error.
///
/// Who has gone away (`2>&1 | head`), or has no room left for it, ends nothing by that:
/// `FileHandle.write(_:)` would end the process.
func tell(_ text: String) {
  try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
}

/// Why what was printed did not arrive, once everything else is done; nil when it did, and when the
/// reader has gone away, which is the reader's choice.
func unprinted() -> CommandFailure? {
  guard fflush(nil) != 0, errno != EPIPE else { return nil }
  return CommandFailure(
    SystemError(doing: "writing to standard output"), otherwise: .tryLater)
}
