import Errors
import Foundation
import HTTP
import JSON
import ReleaseModel
import Rolling

/// What the forge answered: JSON, and the fields of its head.
struct RESTAnswer: Sendable {
  /// `null` for the empty answer to a deletion.
  let reply: Reply
  let headers: HTTPHeaders
}

/// Why there is no answer, and whether the request may be sent again.
struct RESTFailure: Error {
  let error: Failure
  /// Nil when no answer came.
  var status: Int?
  /// True for a read, and for a write of which it is certain that nothing came.
  let isRepeatable: Bool

  /// What to wait before the next attempt; nil when there shall be none.
  func pause(after attempt: Int) -> Duration? { isRepeatable ? error.pause(after: attempt) : nil }
}

extension RESTClient {
  /// Sends `request`, at most three times.
  func exchange(
    _ request: HTTPRequest, _ what: String
  ) async throws(RESTFailure) -> RESTAnswer {
    var attempt = 1
    while true {
      if !request.method.isSafe {
        try await wait(pacer.delay(at: clock.milliseconds()), what)
      }
      do throws(RESTFailure) { return try await once(request, what) } catch {
        guard let pause = error.pause(after: attempt) else { throw error }
        try await wait(pause, what)
      }
      attempt += 1
    }
  }

  private func once(
    _ request: HTTPRequest, _ what: String
  ) async throws(RESTFailure) -> RESTAnswer {
    let isWrite = !request.method.isSafe
    let response: HTTPResponse
    do throws(HTTPError) { response = try await http.send(request, keptIn: cache) } catch {
      throw RESTFailure(
        error: Failure(error, doing: what, isWrite: isWrite),
        isRepeatable: error.isTransient && !error.isTimeout
          && (!isWrite || !error.mayHaveReachedServer))
    }
    guard response.isSuccess else {
      let refusal = Refusal(response, isWrite: isWrite, now: clock.now())
      throw RESTFailure(
        error: refusal.error(doing: "\(what) (\(response.finalURL.redacted))"),
        status: response.status, isRepeatable: !isWrite || refusal.isBeforeAnyEffect)
    }
    return RESTAnswer(reply: try reply(to: response, request, what), headers: response.headers)
  }

  private func reply(
    to response: HTTPResponse, _ request: HTTPRequest, _ what: String
  ) throws(RESTFailure) -> Reply {
    if response.body.isEmpty, request.method == .delete {
      return Reply(value: .null, pointer: "", doing: what)
    }
    do throws(JSONError) {
      let value = try JSONValue(parsing: response.body, limits: JSONLimits(size: 64 << 20))
      return Reply(value: value, pointer: "", doing: what)
    } catch {
      throw RESTFailure(
        error: Failure(
          request.method.isSafe ? .unavailable(afterSeconds: nil) : .moved, doing: what,
          found: "\(response.status) with a body that is not JSON: \(error)",
          hint: "a proxy or an outage page may have answered; see --http-log"),
        status: response.status, isRepeatable: request.method.isSafe)
    }
  }

  private func wait(_ pause: Duration, _ what: String) async throws(RESTFailure) {
    guard pause > .zero else { return }
    do { try await clock.sleep(pause) } catch {
      throw RESTFailure(
        error: Failure(
          .unavailable(afterSeconds: nil), doing: what, found: "interrupted", hint: "roll again"),
        isRepeatable: false)
    }
  }
}

extension HTTPError {
  /// Whether a second attempt would only wait as long again.
  fileprivate var isTimeout: Bool {
    if case .timeout = kind { true } else { false }
  }
}
