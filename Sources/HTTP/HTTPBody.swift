import Foundation

/// What a request carries.
package enum HTTPBody: Sendable, Equatable {
  case none
  case bytes([UInt8])
  /// The regular file at this place, streamed; it is read again when the request is repeated.
  case file(URL)

  /// The UTF-8 form of `text`.
  package static func text(_ text: String) -> HTTPBody { .bytes(Array(text.utf8)) }
}
