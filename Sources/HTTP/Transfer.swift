internal import CCurl
import Foundation
import Synchronization

/// One hop on its way: what libcurl's callbacks read and write while it runs.
///
/// It lives on one thread of the pool, from ``run(_:receiver:on:)`` to its report.
final class Transfer {
  /// In bytes, all fields of one answer together, interim answers included.
  private static let headLimit = 256 << 10

  let hop: Hop
  let reader: BodyReader
  let cancellation: Cancellation
  private let receiver: BodyReceiver?
  private(set) var report = TransferReport(code: 0, stop: nil, message: "")
  private var headSize = 0

  init(_ hop: Hop, reader: BodyReader, receiver: BodyReceiver?, cancellation: Cancellation) {
    self.hop = hop
    self.reader = reader
    self.receiver = receiver
    self.cancellation = cancellation
  }

  /// Sends the hop and blocks until its answer is complete or has failed.
  func run(on handle: CurlHandle, _ configuration: HTTPConfiguration) -> TransferReport {
    handle.reset()
    configure(handle, configuration)
    // The callbacks hold no reference; this one keeps the transfer alive while they may come.
    report.code = withExtendedLifetime(self) { handle.perform().rawValue }
    report.message = handle.failureText
    report.elapsed = handle.time(CURLINFO_TOTAL_TIME_T)
    report.isConnected =
      handle.time(CURLINFO_PRETRANSFER_TIME_T) > .zero || handle.number(CURLINFO_REQUEST_SIZE) > 0
    report.mayHaveReachedServer = report.isConnected
    report.systemError = handle.number(CURLINFO_OS_ERRNO)
    if let failure = reader.failure { report.stop = report.stop ?? .bodyUnreadable(failure) }
    return report
  }

  // MARK: What the callbacks do

  /// Takes one line of a head; false ends the transfer.
  func takeHeadLine(_ bytes: UnsafeRawBufferPointer) -> Bool {
    headSize += bytes.count
    guard headSize <= Self.headLimit else { return end(.headTooLarge(limit: Self.headLimit)) }
    let line = String(decoding: bytes, as: UTF8.self)
      .trimmingCharacters(in: CharacterSet(charactersIn: "\r\n"))
    if line.hasPrefix("HTTP/"), report.received == 0 {
      startHead(line)
    } else if line.isEmpty {
      return checkAnnouncedSize()
    } else if report.received == 0, line.first?.isWhitespace == false,
      let colon = line.firstIndex(of: ":")
    {
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      report.headers.append(String(line[..<colon]), value)
    }
    return true
  }

  /// Takes a piece of the body; false ends the transfer.
  func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    report.received += bytes.count
    guard report.received <= hop.size else { return end(.tooLarge(limit: hop.size)) }
    if report.sample.count < hop.sampleSize {
      report.sample += bytes.prefix(hop.sampleSize - report.sample.count)
    }
    guard let receiver, (200..<300).contains(report.status) else {
      report.body += bytes
      return true
    }
    do {
      report.delivered += bytes.count
      try receiver.receive(bytes)
      return true
    } catch {
      return end(.receiver(error))
    }
  }

  /// Whether the transfer is to end now because its task was cancelled.
  func isCancelled() -> Bool {
    guard cancellation.isCancelled else { return false }
    return !end(.cancelled)
  }

  private func startHead(_ line: String) {
    report.headers = HTTPHeaders()
    report.status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  }

  /// A body that says that it is too large is not waited for.
  private func checkAnnouncedSize() -> Bool {
    guard hop.method != .head, report.status >= 200, report.status != 304,
      let announced = report.headers["Content-Length"].flatMap({ Int($0) }), announced > hop.size
    else { return true }
    return end(.tooLarge(limit: hop.size))
  }

  private func end(_ stop: TransferStop) -> Bool {
    if report.stop == nil { report.stop = stop }
    return false
  }
}

/// The one bit by which a cancelled task stops a transfer that runs on another thread.
final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)

  var isCancelled: Bool { flag.load(ordering: .relaxed) }

  func cancel() { flag.store(true, ordering: .relaxed) }
}
