import BlockingPool
import Foundation
import HTTP
import JSON
import Synchronization

/// A client whose waits are recorded instead of waited, and whose log is kept.
final class ClientWorld: Sendable {
  private let slept = Mutex<[Duration]>([])
  private let logged = Mutex<[String]>([])

  /// A Thursday, 1994-11-03 00:00:00 UTC.
  static let now = Date(timeIntervalSince1970: 783_820_800)

  func client(secrets: [Secret] = [], bodyLimit: Int = 64 << 10, draw: Double = 0.5) -> HTTPClient {
    HTTPClient(
      pool: .shared,
      ports: HTTPPorts(
        sleep: { [self] pause in slept.withLock { $0.append(pause) } },
        random: { draw }, now: { Self.now }),
      configuration: HTTPConfiguration(secrets: secrets),
      log: HTTPLog(bodyLimit: bodyLimit) { [self] line in logged.withLock { $0.append(line) } })
  }

  var pauses: [Duration] { slept.withLock(\.self) }
  var lines: [String] { logged.withLock(\.self) }
  var log: String { lines.joined(separator: "\n") }

  func parsedLines() throws -> [JSONValue] {
    try lines.map { try JSONValue(parsing: $0) }
  }
}

func names(in folder: URL) throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
}
