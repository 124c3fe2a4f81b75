import Foundation

/// Whether `error` says that the disk or a quota is full.
///
/// `ENOSPC` and `EDQUOT`, however deeply Foundation wraps them:
/// <https://man7.org/linux/man-pages/man3/errno.3.html>.
func isDiskFull(_ error: any Error) -> Bool {
  if let posix = error as? POSIXError { return posix.code == .ENOSPC || posix.code == .EDQUOT }
  if let cocoa = error as? CocoaError, cocoa.code == .fileWriteOutOfSpace { return true }
  let plain = error as NSError
  if plain.domain == NSPOSIXErrorDomain {
    return plain.code == Int(ENOSPC) || plain.code == Int(EDQUOT)
  }
  guard let inner = plain.userInfo[NSUnderlyingErrorKey] as? any Error else { return false }
  return isDiskFull(inner)
}

/// Whether a line of output says that a disk was full.
///
/// A full disk is our fault and not the pins', so it must not make a verdict red.
func saysDiskFull(_ line: String) -> Bool {
  line.contains("No space left on device") || line.contains("Disk quota exceeded")
    || line.contains("[Errno 28]")
}
