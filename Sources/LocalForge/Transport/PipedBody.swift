import FlyingSocks
import Foundation

/// A reply's body that leaves while it is still being made, a few pieces ahead of the client at most.
///
/// A clone can be hundreds of megabytes: the server must not hold what the client has not taken.
struct PipedBody: AsyncBufferedSequence {
  typealias Element = UInt8

  private let pieces: AsyncStream<Data>
  private let feed: AsyncStream<Data>.Continuation
  /// One for each piece that may still be added; over when the client has gone.
  private let places: AsyncStream<Void>
  private let free: AsyncStream<Void>.Continuation

  init() {
    (pieces, feed) = AsyncStream.makeStream()
    (places, free) = AsyncStream.makeStream()
    for _ in 0..<16 { free.yield() }
  }

  /// Waits until there is room, then adds `piece`; false when the client has gone.
  func send(_ piece: Data) async -> Bool {
    guard await places.first(where: { true }) != nil else { return false }
    feed.yield(piece)
    return true
  }

  /// Says that nothing more comes.
  func finish() { feed.finish() }

  func makeAsyncIterator() -> Iterator {
    Iterator(pieces: pieces.makeAsyncIterator(), client: Client(free: free))
  }

  struct Iterator: AsyncBufferedIteratorProtocol {
    fileprivate var pieces: AsyncStream<Data>.Iterator
    fileprivate let client: Client
    private var rest = Data()

    fileprivate init(pieces: AsyncStream<Data>.Iterator, client: Client) {
      self.pieces = pieces
      self.client = client
    }

    mutating func next() async throws -> UInt8? {
      try await nextBuffer(suggested: 1)?.first
    }

    mutating func nextBuffer(suggested count: Int) async throws -> Data? {
      if rest.isEmpty {
        guard let piece = await pieces.next() else { return nil }
        client.free.yield()
        rest = piece
      }
      defer { rest = Data(rest.dropFirst(count)) }
      return rest.prefix(count)
    }
  }

  /// Gone when the server lets go of the iterator.
  fileprivate final class Client: Sendable {
    let free: AsyncStream<Void>.Continuation

    init(free: AsyncStream<Void>.Continuation) {
      self.free = free
    }

    deinit { free.finish() }
  }
}
