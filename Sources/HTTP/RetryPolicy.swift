/// How often a request is sent again, and how long is waited in between.
package struct RetryPolicy: Sendable, Equatable {
  /// In all, the first included.
  package var attempts: Int
  /// The longest first wait; each further one may be twice as long.
  package var base: Duration
  /// The longest wait of our own choosing.
  package var ceiling: Duration
  /// The longest `Retry-After` that is waited for; a longer one is reported.
  package var patience: Duration

  package init(
    attempts: Int, base: Duration = .milliseconds(500), ceiling: Duration = .seconds(20),
    patience: Duration = .seconds(60)
  ) {
    self.attempts = attempts
    self.base = base
    self.ceiling = ceiling
    self.patience = patience
  }

  /// Sent once.
  package static let never = RetryPolicy(attempts: 1)
  /// Sent up to four times.
  package static let standard = RetryPolicy(attempts: 4)
}

extension RetryPolicy {
  /// What is done about one attempt's end.
  enum Step: Equatable {
    case stop
    case wait(Duration)
    /// The server asks for more time than ``patience``.
    case later(Duration)
  }

  /// What to do about a response, where `draw` is random in 0..<1.
  func step(
    after status: Int, retryAfter: RetryAfter?, attempt: Int, draw: Double
  ) -> Step {
    guard [429, 502, 503, 504].contains(status), attempts > 1 else { return .stop }
    if let retryAfter, retryAfter.delay > patience { return .later(retryAfter.delay) }
    guard attempt < attempts else { return .stop }
    return .wait(max(retryAfter?.delay ?? .zero, pause(before: attempt + 1, draw: draw)))
  }

  /// What to do about a failure that could be worth another attempt.
  func step(afterFailureOf attempt: Int, draw: Double) -> Step {
    attempt < attempts ? .wait(pause(before: attempt + 1, draw: draw)) : .stop
  }

  /// Full jitter: anything from nothing to the doubled bound, so that clients that failed together
  /// do not come back together:
  /// <https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/>
  private func pause(before attempt: Int, draw: Double) -> Duration {
    let doublings = min(max(attempt - 2, 0), 30)
    return min(base * (1 << doublings), ceiling) * draw
  }
}
