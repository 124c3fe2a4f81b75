import Errors

/// Why a request brought no answer that can be used.
package struct HTTPError: Error, Sendable, CustomStringConvertible {
  /// What went wrong.
  package enum Kind: Sendable, Equatable {
    /// A limit of time ran out, and how far the exchange had come.
    case timeout(Phase)
    /// No such host, no server listening, or the connection broke before an answer.
    case unreachable
    /// The server could not prove who it is, or TLS could not be agreed on.
    case tls
    /// More than this many bytes.
    case tooLarge(limit: Int)
    case redirectRefused(to: String)
    /// The answer ended before its end.
    case truncated
    /// The answer is not HTTP, or its encoding is broken.
    case malformed
    /// The server asks to come back after this time, which is longer than the policy waits.
    case retryLater(after: Duration)
    /// The request itself is not allowed: cleartext, a line break in a header.
    case refused
    case cancelled
    /// A file on this machine could not be read or written.
    case file
    /// The receiver of the body threw; ``HTTPError/underlying`` is what it threw.
    case receiver
    /// libcurl failed in a way that has to do with neither side.
    case machine
  }

  /// How far an exchange had come when time ran out.
  package enum Phase: Sendable, Equatable {
    /// No connection: the server knows nothing of the request.
    case connecting
    /// The request was being sent or answered; no part of the answer came.
    case waiting
    /// A part of the answer came.
    case receiving
    /// No byte moved for the idle time.
    case stalled
  }

  package let kind: Kind
  package let method: HTTPMethod
  /// Without secrets.
  package let url: String
  /// What was found, without secrets, safe to print.
  package let found: String
  /// What to do next.
  package let hint: String
  /// False only when it is certain that the server saw nothing of the request.
  package let mayHaveReachedServer: Bool
  /// The answer behind ``Kind/retryLater(after:)`` and ``Kind/redirectRefused(to:)``.
  package let response: HTTPResponse?
  package let underlying: (any Error)?

  package init(
    kind: Kind, method: HTTPMethod, url: String, found: String, hint: String,
    mayHaveReachedServer: Bool, response: HTTPResponse? = nil, underlying: (any Error)? = nil
  ) {
    self.kind = kind
    self.method = method
    self.url = url
    self.found = found
    self.hint = hint
    self.mayHaveReachedServer = mayHaveReachedServer
    self.response = response
    self.underlying = underlying
  }

  package var description: String { failure.description }

  /// Whether the same request may well succeed at another time.
  package var isTransient: Bool {
    switch kind {
    case .timeout, .unreachable, .truncated, .malformed, .retryLater: true
    case .tls, .tooLarge, .redirectRefused, .refused, .cancelled, .file, .receiver, .machine: false
    }
  }
}

extension HTTPError: FailureConvertible {
  package var failure: Failure {
    let kind: Failure.Kind =
      switch kind {
      case .retryLater(let delay): .unavailable(afterSeconds: delay.components.seconds)
      case .timeout, .unreachable, .truncated, .malformed, .file, .machine: .unavailable
      case .cancelled: .cancelled
      case .tls, .tooLarge, .redirectRefused, .refused, .receiver: .rejected
      }
    return Failure(kind, doing: "\(method.rawValue) \(url)", found: found, hint: hint)
  }
}
