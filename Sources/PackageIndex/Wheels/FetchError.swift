import Digest

/// Why a pinned file is not at hand.
package struct FetchError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Kind: Sendable, Equatable {
    /// The index, the network or another process: the same call may work later.
    case tryLater
    /// The places answered, and none lists a file of this hash.
    case gone
    case hashDiffers(expected: SHA256Digest, found: SHA256Digest)
    /// More bytes, or fewer, than the page says.
    case sizeDiffers
    /// The server said no.
    case refused
    /// The cache folder cannot be written, or the disk is full.
    case disk
    /// The pin names no file for the target, or the component comes from no index.
    case notPinned
    case cancelled
  }

  package let kind: Kind
  /// What we were doing, to what.
  package let doing: String
  package let found: String
  package let hint: String

  package init(kind: Kind, doing: String, found: String, hint: String) {
    self.kind = kind
    self.doing = doing
    self.found = found
    self.hint = hint
  }

  package var description: String { "\(doing): \(found)\n  hint: \(hint)" }
}
