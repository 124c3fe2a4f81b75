import Errors

/// Whether `error` says that the disk or a quota is full, however deeply Foundation wraps it.
func isDiskFull(_ error: any Error) -> Bool { SystemError(error, doing: "").isDiskFull }

/// Whether a line of output says that a disk was full.
///
/// A full disk is our fault and not the pins', so it must not make a verdict red.
func saysDiskFull(_ line: String) -> Bool {
  line.contains("No space left on device") || line.contains("Disk quota exceeded")
    || line.contains("[Errno 28]")
}
