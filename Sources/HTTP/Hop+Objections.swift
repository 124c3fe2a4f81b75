import Errors

extension Hop {
  /// Why this first hop of `request` may not be sent, or nil.
  func objection(to request: HTTPRequest) -> HTTPError? {
    if let field = headers.fields.first(where: { !$0.isWellFormed }) {
      return error(
        .refused, "the field \"\(field.name)\" cannot be sent as one line",
        hint: "leave out line breaks and control characters", reached: false)
    }
    if let objection = cleartextObjection(to: request) {
      return error(.refused, objection, hint: cleartextHint, reached: false)
    }
    return nil
  }

  /// Why this hop may not follow `previous`, or nil.
  func objection(to request: HTTPRequest, from previous: Hop) -> HTTPError? {
    cleartextObjection(to: request).map {
      previous.redirectRefused(to: url.redacted, because: $0, nil)
    }
  }

  private func cleartextObjection(to request: HTTPRequest) -> String? {
    guard url.origin.scheme == .http, !url.origin.isLoopback, !request.allowsCleartext else {
      return nil
    }
    return "\(url.origin) is not encrypted"
  }

  func redirectRefused(
    to target: String, because reason: String, _ response: HTTPResponse?
  ) -> HTTPError {
    let target = redactor.redacted(target)
    return error(
      .redirectRefused(to: target), "a redirect to \(target) was refused: \(reason)",
      hint: "ask that place by its own name, or allow its origin", reached: true,
      response: response)
  }

  func retryLater(after delay: Duration, _ attempt: Attempt) -> HTTPError {
    let response = try? attempt.result.get()
    return error(
      .retryLater(after: delay),
      "status \(response?.status ?? 0), and the server asks to come back after \(delay)",
      hint: "try again then", reached: true, response: response)
  }

  func cancelledWhileWaiting() -> HTTPError {
    error(
      .cancelled, "cancelled while waiting for the next attempt",
      hint: "run the same command again", reached: true)
  }

  func error(_ failure: Failure) -> HTTPError {
    error(.file, failure.summary, hint: failure.hint, reached: false, underlying: failure)
  }
}

extension HTTPError {
  /// A receiver that is a file fails as a file does.
  func fromDownload(of hop: Hop) -> HTTPError {
    guard kind == .receiver, let failure = underlying as? Failure else { return self }
    return hop.error(
      .file, failure.summary, hint: failure.hint, reached: true, underlying: failure)
  }
}

private let cleartextHint = "use https, or let the request allow cleartext"
