import BlockingPool
import Foundation
import HTTP
import ReleaseModel
import Rolling
import Synchronization

@testable import GitHub

/// What a forge is given from outside: a token that must not leak, waits that are recorded instead of
/// waited, and the log.
final class ForgeWorld: Sendable {
  static let token = "ghs_canary0123456789abcdefghijklmnopqr"
  /// 2026-11-22T03:30:00Z, a Sunday.
  static let now = Timestamp("2026-11-22T03:30:00Z")!

  let folder: String
  private let slept = Mutex<[Duration]>([])
  private let logged = Mutex<[String]>([])

  init() throws {
    folder = NSTemporaryDirectory() + "github-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var pauses: [Duration] { slept.withLock(\.self) }
  var log: String { logged.withLock { $0.joined(separator: "\n") } }

  /// A forge at `server`, with a mirror of its own.
  func forge(
    at server: HTTPURL, token: String? = ForgeWorld.token, limits: HTTPLimits = HTTPLimits()
  ) throws -> GitHubForge {
    GitHubForge(
      address: try ForgeAddress(page: "\(server.origin)/o/r"), token: token.map(Secret.init),
      http: client(), mirror: folder + "/" + UUID().uuidString, clock: clock, limits: limits)
  }

  var clock: NightClock {
    NightClock(
      now: { Self.now }, milliseconds: { 0 },
      sleep: { [self] pause in slept.withLock { $0.append(pause) } })
  }

  private func client() -> HTTPClient {
    HTTPClient(
      pool: .shared,
      ports: HTTPPorts(
        sleep: { [self] pause in slept.withLock { $0.append(pause) } }, random: { 0.5 },
        now: { Date(timeIntervalSince1970: Double(Self.now.seconds)) }),
      log: HTTPLog { [self] line in logged.withLock { $0.append(line) } })
  }

  /// Whether `text` holds the token as it is or as git sends it.
  static func leaks(_ text: String) -> Bool {
    let basic = Data("x-access-token:\(token)".utf8).base64EncodedString()
    return text.contains(token) || text.contains(basic) || text.contains("canary")
  }
}
