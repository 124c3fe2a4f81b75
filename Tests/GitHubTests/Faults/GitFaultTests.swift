import Errors
import HTTP
import Rolling
import TestKit
import Testing

@testable import GitHub

@Suite("Every fault, where git is spoken", .timeLimit(.minutes(20)))
struct GitFaultTests {
  @Test("reading the refs has its outcome and tells no token", arguments: Fault.allCases)
  func facts(_ fault: Fault) async throws {
    let world = try ForgeWorld()
    let elsewhere = try WireServer { _ in .reply(200) }
    let server = try WireServer { [url = elsewhere.url] _ in
      fault.answer(echoing: ForgeWorld.token, elsewhere: url)
    }
    let forge = try world.forge(
      at: server.url,
      limits: fault == .stall ? HTTPLimits(deadline: .milliseconds(500)) : .patient)
    let error = await failure { () async throws(Failure) in
      _ = try await forge.host.facts(for: Samples.branch, on: Samples.main)
    }
    let kind = try #require(error?.kind)
    #expect(fault.mayPassForGit == isLater(kind), "\(String(describing: error))")
    if !fault.mayPassForGit { #expect(kind == .rejected) }
    #expect(elsewhere.requests.isEmpty)
    #expect(!ForgeWorld.leaks(error?.description ?? ""))
    #expect(!ForgeWorld.leaks(world.log))
  }

  private func isLater(_ kind: Failure.Kind) -> Bool {
    if case .unavailable = kind { true } else { false }
  }
}

extension Fault {
  /// Whether another night may see another answer.
  fileprivate var mayPassForGit: Bool {
    switch self {
    case .unauthorized, .notPermitted, .notFound, .conflict, .gone, .unprocessableList,
      .unprocessableString, .alreadyExists, .withheld, .redirectElsewhere,
      // Its words are GitHub's REST API's; git's side of the forge has none.
      .secondaryLimitWithoutTime:
      false
    case .primaryLimit, .secondaryLimit, .tooManyRequests, .tooManyRequestsUntilDate,
      .tooManyRequestsBriefly, .internalError, .badGateway, .unavailable, .unavailableWithTime,
      .html, .empty, .truncatedJSON, .wrongType, .null, .reset, .cutShort, .stall:
      true
    }
  }
}
