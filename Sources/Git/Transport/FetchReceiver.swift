internal import CGit2
import Errors
import Foundation
import Processes
internal import SafeText

/// Turns the bytes of a fetch's answer into a filed pack.
final class FetchReceiver: @unchecked Sendable {
  // @unchecked: a transfer hands its pieces over one after the other, and the receiver's owner
  // looks at it only when the transfer has ended.
  private var reader = PacketReader()
  private var response: FetchResponse
  private var indexer: PackIndexer
  private var shallow: Set<ObjectID>
  private var message = ""
  private let exchange: Exchange
  private let progress: (@Sendable (FetchProgress) -> Void)?

  init(
    _ indexer: consuming PackIndexer, version: Int, shallow: Set<ObjectID>, _ exchange: Exchange,
    progress: (@Sendable (FetchProgress) -> Void)?
  ) {
    self.indexer = indexer
    self.shallow = shallow
    self.exchange = exchange
    self.progress = progress
    response = FetchResponse(version: version, exchange)
  }

  func receive(_ bytes: UnsafeRawBufferPointer) throws(GitError) {
    reader.append(bytes)
    while let packet = try reader.next(in: exchange) {
      switch try response.take(packet) {
      case .pack(let bytes): try indexer.append(bytes)
      case .progress(let text): message = visibleText(lastLine(of: text), limit: 200)
      case .shallow(let id): shallow.insert(id)
      case .unshallow(let id): shallow.remove(id)
      case nil: break
      }
    }
    progress?(
      FetchProgress(
        receivedObjects: Int(indexer.progress.received_objects),
        totalObjects: Int(indexer.progress.total_objects), receivedSize: indexer.size,
        message: message))
  }

  /// Files the pack, which only now appears in the repository.
  func finish(filter: ObjectFilter?) throws(GitError) -> FetchReport {
    guard response.isComplete, reader.isAtBoundary else { throw exchange.truncated() }
    let pack = try indexer.finish()
    if let pack, filter != nil {
      // How git knows that what this pack lacks is elsewhere, and not lost:
      // https://git-scm.com/docs/partial-clone
      try write(Data(), to: pack + ".promisor")
    }
    try writeShallow()
    return FetchReport(
      filter: filter, objects: Int(indexer.progress.total_objects), size: indexer.size)
  }

  private func writeShallow() throws(GitError) {
    let path = indexer.gitDirectory + "shallow"
    let text = shallow.sorted().map { "\($0)\n" }.joined()
    let old = FileManager.default.contents(atPath: path)
    guard Data(text.utf8) != old ?? Data() else { return }
    try write(Data(text.utf8), to: path)
  }

  private func write(_ data: Data, to path: String) throws(GitError) {
    do { try WholeFile(URL(filePath: path)).write(Array(data)) } catch {
      let why = Failure(error, doing: exchange.operation)
      throw exchange.error(.failed, "\(path): \(why.found)", hint: why.hint)
    }
  }
}

/// Progress overwrites itself with carriage returns.
private func lastLine(of text: String) -> String {
  text.split { $0 == "\r" || $0.isNewline }.last.map(String.init) ?? ""
}
