import Errors
import Foundation

/// How one attempt ended, its redirects followed.
struct Attempt: Sendable {
  let result: Result<HTTPResponse, HTTPError>
  /// Whether a part of the body went to the receiver.
  let isDelivered: Bool

  init(_ result: Result<HTTPResponse, HTTPError>, _ report: TransferReport) {
    self.result = result
    isDelivered = report.delivered > 0
  }
}

extension HTTPRequest {
  /// Whether to stop, wait or give up after an attempt.
  func step(after attempt: Attempt, number: Int, draw: Double, now: Date) -> RetryPolicy.Step {
    switch attempt.result {
    case .success(let response):
      guard isRepeatable else { return .stop }
      let retryAfter = response.headers["Retry-After"].flatMap { RetryAfter($0, now: now) }
      return retry.step(
        after: response.status, retryAfter: retryAfter, attempt: number, draw: draw)
    case .failure(let error):
      guard mayFollow(error) else { return .stop }
      return retry.step(afterFailureOf: number, draw: draw)
    }
  }

  /// Whether another attempt may follow `error`: the server saw nothing, or may see it twice.
  private func mayFollow(_ error: HTTPError) -> Bool {
    switch error.kind {
    case .unreachable, .timeout(.connecting): !error.mayHaveReachedServer || isRepeatable
    case .truncated, .malformed, .timeout(.stalled): isRepeatable
    case .timeout(.waiting), .timeout(.receiving), .tls, .tooLarge, .redirectRefused, .retryLater,
      .refused, .cancelled, .file, .receiver, .machine:
      false
    }
  }
}

extension TransferReport {
  /// Sends `hop` on this thread and reports how it went.
  init(
    of hop: Hop, _ receiver: BodyReceiver?, _ cancellation: Cancellation, on handle: CurlHandle,
    _ configuration: HTTPConfiguration
  ) {
    self.init(code: 0, stop: nil, message: "")
    guard !cancellation.isCancelled else {
      stop = .cancelled
      return
    }
    do throws(Failure) {
      let reader = try BodyReader(hop.body)
      let transfer = Transfer(
        hop, reader: reader, receiver: receiver, cancellation: cancellation)
      self = transfer.run(on: handle, configuration)
    } catch {
      stop = .bodyUnreadable(error.summary)
    }
  }

  func response(from hop: Hop) -> HTTPResponse {
    HTTPResponse(status: status, headers: headers, body: body, finalURL: hop.url)
  }
}
