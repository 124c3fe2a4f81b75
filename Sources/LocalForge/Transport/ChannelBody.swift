import FlyingSocks
import Foundation

/// A reply's body that comes out of a channel while it is still being filled.
struct ChannelBody: AsyncBufferedSequence {
  typealias Element = UInt8

  let channel: ByteChannel

  func makeAsyncIterator() -> Iterator { Iterator(channel: channel) }

  /// Abandons the channel when the client has gone and the server lets go of the iterator.
  final class Iterator: AsyncBufferedIteratorProtocol {
    private let channel: ByteChannel
    private var rest = Data()

    init(channel: ByteChannel) {
      self.channel = channel
    }

    deinit { channel.abandon() }

    func next() async throws -> UInt8? {
      try await nextBuffer(suggested: 1)?.first
    }

    func nextBuffer(suggested count: Int) async throws -> Data? {
      if rest.isEmpty {
        guard let piece = await channel.next() else { return nil }
        rest = piece
      }
      defer { rest = Data(rest.dropFirst(count)) }
      return rest.prefix(count)
    }
  }
}
