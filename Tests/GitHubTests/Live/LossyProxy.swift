import BlockingPool
import Foundation
import HTTP
import Synchronization
import TestKit

/// Stands before a forge and breaks connections: before a write arrives, or before its answer does.
final class LossyProxy: Sendable {
  enum Loss: String, CaseIterable, Sendable {
    /// Each write happens, and the roller never hears of it.
    case everyAnswer
    /// Each write is lost the first time it is tried.
    case everyFirstRequest
  }

  private let server: WireServer
  private let lost: Counter

  /// Classes, because the server's closure outlives the initializer's view of `self`.
  private final class Counter: Sendable {
    let seen = Mutex<Set<String>>([])
    let losses = Mutex(0)
  }

  init(before forge: HTTPURL, losing loss: Loss) throws {
    let counter = Counter()
    let client = HTTPClient(pool: BlockingPool(limit: 8))
    lost = counter
    server = try WireServer { request in
      let isWrite = request.method != "GET" && !request.path.hasSuffix("git-upload-pack")
      if isWrite, loss == .everyFirstRequest {
        let key = "\(request.method) \(request.target) \(request.body)"
        let isFirst = counter.seen.withLock { $0.insert(key).inserted }
        if isFirst {
          counter.losses.withLock { $0 += 1 }
          return .reset
        }
      }
      let answer = forward(request, to: forge, by: client)
      guard isWrite, loss == .everyAnswer else { return answer }
      counter.losses.withLock { $0 += 1 }
      return .reset
    }
  }

  var url: HTTPURL { server.url }
  var losses: Int { lost.losses.withLock(\.self) }
}

/// Asks `forge` on this thread, which belongs to the connection alone.
private func forward(
  _ request: WireServer.Received, to forge: HTTPURL, by client: HTTPClient
) -> WireServer.Answer {
  guard let method = HTTPMethod(rawValue: request.method),
    let url = try? HTTPURL("\(forge.origin)\(request.target)")
  else { return .reset }
  var sent = HTTPRequest(method, url)
  let own: Set = ["content-length", "connection", "accept-encoding", "expect"]
  sent.headers = request.headers.removing { own.contains($0) }
  sent.body = .bytes(request.body)
  sent.redirects = .report
  sent.retry = .never
  let answer = Mutex<HTTPResponse?>(nil)
  let done = DispatchSemaphore(value: 0)
  Task { [sent] in
    let response = try? await client.send(sent)
    answer.withLock { $0 = response }
    done.signal()
  }
  done.wait()
  guard let response = answer.withLock(\.self) else { return .reset }
  return .bytes(response.wire)
}

extension HTTPResponse {
  fileprivate var wire: [UInt8] {
    let framing: Set = ["content-length", "transfer-encoding", "content-encoding", "connection"]
    let fields = headers.removing { framing.contains($0) }.fields.map { "\($0.name): \($0.value)" }
    let head = ["HTTP/1.1 \(status) -", "Content-Length: \(body.count)", "Connection: close"]
    return Array(((head + fields).joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
  }
}
