import Errors
import Foundation
import JSON
import Synchronization

/// Writes every exchange as one line of JSON, without secrets.
///
/// A log that cannot be written does not stop the work; ``failure`` says so at the end.
package final class HTTPLog: Sendable {
  /// Of each body, in bytes; what is longer is cut, and its size is told.
  let bodyLimit: Int
  private let sink: @Sendable (String) throws -> Void
  private let firstFailure = Mutex<String?>(nil)

  /// A log whose lines, without their line feed, go to `sink`.
  package init(
    bodyLimit: Int = 64 << 10, sink: @escaping @Sendable (String) throws -> Void
  ) {
    self.bodyLimit = bodyLimit
    self.sink = sink
  }

  /// A log that appends to `file`, which only its owner may read when it is new.
  ///
  /// Each line is one write, so that the lines of two processes do not mix.
  package convenience init(
    appendingTo file: URL, bodyLimit: Int = 64 << 10
  ) throws(Failure) {
    let log = try AppendedFile(file)
    self.init(bodyLimit: bodyLimit) { try log.append($0) }
  }

  /// Why lines are missing; nil while none is.
  package var failure: String? { firstFailure.withLock(\.self) }

  func write(
    _ hop: Hop, _ report: TransferReport, _ failure: HTTPError?, attempt: Int, at time: Date
  ) {
    let line = hop.logLine(report, failure, attempt: attempt, at: time, bodyLimit: bodyLimit)
    do { try sink(line.text(.compact)) } catch {
      firstFailure.withLock { $0 = $0 ?? "\(error)" }
    }
  }
}

private final class AppendedFile: Sendable {
  private let descriptor: Int32
  private let path: String

  init(_ file: URL) throws(Failure) {
    path = file.path
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure(doing: "writing the log \(path)") }
  }

  deinit { close(descriptor) }

  func append(_ line: String) throws {
    let bytes = Array(line.utf8) + [UInt8(ascii: "\n")]
    let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
    guard written == bytes.count else { throw Failure(doing: "writing the log \(path)") }
  }
}
