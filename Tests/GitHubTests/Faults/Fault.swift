import Errors
import HTTP
import Rolling
import TestKit

/// What goes wrong on the way, as GitHub, a proxy or the network does it.
enum Fault: String, CaseIterable, Sendable {
  case unauthorized, notPermitted, primaryLimit, secondaryLimit, secondaryLimitWithoutTime
  case notFound, conflict, gone, unprocessableList, unprocessableString, alreadyExists
  case tooManyRequests, tooManyRequestsUntilDate, tooManyRequestsBriefly, withheld
  case internalError, badGateway, unavailable, unavailableWithTime
  case html, empty, truncatedJSON, wrongType, null
  case reset, cutShort, stall, redirectElsewhere

  /// The answer; what echoes, echoes the token, as a careless server would.
  func answer(echoing token: String, elsewhere: HTTPURL) -> WireServer.Answer {
    let said = "{\"message\": \"no, \(token)\"}"
    switch self {
    case .unauthorized: return .reply(401, said)
    case .notPermitted:
      return .reply(403, "{\"message\": \"Resource not accessible by integration \(token)\"}")
    case .primaryLimit:
      let reset = "X-RateLimit-Reset: \(ForgeWorld.now.seconds + 600)"
      return .reply(403, said, fields: ["X-RateLimit-Remaining: 0", reset])
    case .secondaryLimit: return .reply(403, said, fields: ["Retry-After: 90"])
    case .secondaryLimitWithoutTime:
      return .reply(403, "{\"message\": \"You have exceeded a secondary rate limit.\"}")
    case .notFound: return .reply(404, said)
    case .conflict: return .reply(409, said)
    case .gone: return .reply(410, said)
    case .unprocessableList:
      let missing = "{\"resource\": \"Release\", \"field\": \"name\", \"code\": \"missing\"}"
      return Self.unprocessable("[\(missing), \"\(token)\"]")
    case .unprocessableString: return Self.unprocessable("\"said \(token)\"")
    case .alreadyExists: return Self.unprocessable("[{\"code\": \"already_exists\"}]")
    case .tooManyRequests: return .reply(429, said, fields: ["Retry-After: 7200"])
    case .tooManyRequestsUntilDate:
      return .reply(429, said, fields: ["Retry-After: Sun, 22 Nov 2026 03:35:00 GMT"])
    case .tooManyRequestsBriefly: return .reply(429, said, fields: ["Retry-After: 7"])
    case .withheld: return .reply(451, said)
    case .internalError: return .reply(500, said)
    case .badGateway: return .reply(502, "<html>\(token)</html>")
    case .unavailable: return .reply(503, "")
    case .unavailableWithTime: return .reply(503, said, fields: ["Retry-After: 120"])
    case .html: return .reply(200, "<html>\(token)</html>", fields: ["Content-Type: text/html"])
    case .empty: return .reply(200)
    case .truncatedJSON: return .reply(200, "[{\"number\": 1, \"tit")
    case .wrongType: return .reply(200, "\"\(token)\"")
    case .null: return .reply(200, "null")
    case .reset: return .reset
    case .cutShort: return .cutShort(200, "[")
    case .stall: return .stall
    case .redirectElsewhere: return .reply(307, said, fields: ["Location: \(elsewhere)/steal"])
    }
  }
}

extension Fault {
  private static func unprocessable(_ errors: String) -> WireServer.Answer {
    .reply(422, "{\"message\": \"Validation Failed\", \"errors\": \(errors)}")
  }
}

/// What must come of a fault: the error's kind, nil for success, and how often the request was sent.
struct Outcome: Equatable, Sendable {
  let kind: Failure.Kind?
  let requests: Int

  init(_ kind: Failure.Kind?, requests: Int = 1) {
    self.kind = kind
    self.requests = requests
  }

  static let refused = Outcome(.rejected)
  static let moved = Outcome(.moved)
  static let malformed = Outcome(.malformed)
  static let done = Outcome(nil)
  static func later(_ seconds: Int64?, requests: Int = 1) -> Outcome {
    Outcome(.unavailable(afterSeconds: seconds), requests: requests)
  }
}

extension Fault {
  /// The table. A read that met passing trouble is sent thrice, a write never twice unless it was
  /// turned away at the door.
  func outcome(of operation: Operation) -> Outcome {
    let isRead = operation.kind == .read || operation.kind == .glimpse
    let refused = operation.kind == .glimpse ? Outcome.done : .refused
    switch self {
    case .unauthorized, .notPermitted, .notFound, .gone, .unprocessableList,
      .unprocessableString, .withheld, .redirectElsewhere:
      return refused
    // Of the merge queue it says that the pull request is in it already.
    case .conflict where operation == .enqueue: return .done
    case .conflict, .alreadyExists: return isRead ? refused : .moved
    case .primaryLimit: return .later(600)
    case .secondaryLimit: return .later(90)
    case .secondaryLimitWithoutTime: return .later(60, requests: 3)
    case .tooManyRequests: return .later(7_200)
    case .tooManyRequestsUntilDate: return .later(300)
    case .tooManyRequestsBriefly: return .later(7, requests: 3)
    case .internalError, .badGateway, .unavailable, .html, .truncatedJSON, .reset, .cutShort:
      return isRead ? .later(nil, requests: 3) : .moved
    case .unavailableWithTime: return isRead ? .later(120) : .moved
    case .stall: return isRead ? .later(nil) : .moved
    case .empty:
      switch operation.kind {
      case .read, .glimpse: return .later(nil, requests: 3)
      case .write: return .moved
      case .delete: return .done
      }
    case .wrongType, .null:
      return operation.ignoresAnswer || operation.kind == .glimpse ? .done : .malformed
    }
  }
}
