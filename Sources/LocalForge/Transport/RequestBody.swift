import FlyingFox
import Foundation

/// A request's body, read once from front to end.
///
/// FlyingFox starts over with every iterator, and over a body that streams that means reading on into
/// whatever the connection brings next.
final class RequestBody: @unchecked Sendable {
  // @unchecked: one task reads at a time, and hands over before another goes on.
  private var iterator: HTTPBodySequence.Iterator
  private var isOver = false

  init(_ request: HTTPRequest) {
    iterator = request.bodySequence.makeAsyncIterator()
  }

  /// The next piece; nil at the end.
  func next() async throws -> Data? {
    guard !isOver else { return nil }
    do {
      guard let piece = try await iterator.next() else {
        isOver = true
        return nil
      }
      return piece
    } catch {
      isOver = true
      throw error
    }
  }

  /// Reads the unread rest, so that the connection is ready for its next request.
  func drain() async throws {
    while try await next() != nil {}
  }
}
