internal import CGit2
import Errors
import Foundation
import Processes

/// Turns the bytes of a fetch's answer into a filed pack.
final class FetchReceiver: @unchecked Sendable {
  // @unchecked: a transfer hands its pieces over one after the other, and the receiver's owner
  // looks at it only when the transfer has ended.
  private var reader = PacketReader()
  private var response: FetchResponse
  private var indexer: PackIndexer
  private let exchange: Exchange

  init(_ indexer: consuming PackIndexer, version: Int, _ exchange: Exchange) {
    self.indexer = indexer
    self.exchange = exchange
    response = FetchResponse(version: version, exchange)
  }

  func receive(_ bytes: UnsafeRawBufferPointer) throws(GitError) {
    reader.append(bytes)
    while let packet = try reader.next(in: exchange) {
      if let piece = try response.take(packet) { try indexer.append(piece) }
    }
  }

  /// Files the pack, which only now appears in the repository.
  func finish(filter: ObjectFilter?) throws(GitError) -> FetchReport {
    guard response.isComplete, reader.isAtBoundary else { throw exchange.truncated() }
    if let pack = try indexer.finish(), filter != nil {
      // How git knows that what this pack lacks is elsewhere, and not lost:
      // https://git-scm.com/docs/partial-clone
      try mark(pack + ".promisor")
    }
    return FetchReport(
      filter: filter, objects: Int(indexer.progress.total_objects), size: indexer.size)
  }

  private func mark(_ path: String) throws(GitError) {
    do { try WholeFile(URL(filePath: path)).write([]) } catch {
      let why = Failure(error, doing: exchange.operation)
      throw exchange.error(.failed, "\(path): \(why.found)", hint: why.hint)
    }
  }
}
