import Errors
import Foundation
import HTTP
import Rolling
import TestKit
import Testing

@testable import GitHub

@Suite("Every fault, at every request", .timeLimit(.minutes(20)))
struct FaultTableTests {
  @Test("without a fault each operation succeeds", arguments: Operation.allCases)
  func sound(_ operation: Operation) async throws {
    let world = try ForgeWorld()
    let server = try server(for: operation, fault: nil, elsewhere: HTTPURL("http://127.0.0.1:1"))
    let forge = try world.forge(at: server.url)
    #expect(
      await failure { () async throws(Failure) in try await operation.run(on: forge) } == nil)
    #expect(server.requests.filter(operation.isStruck).count == 1)
    #expect(!ForgeWorld.leaks(world.log))
  }

  @Test(
    "a fault has its outcome, no second effect, and tells no token", arguments: Operation.allCases,
    Fault.allCases)
  func cell(_ operation: Operation, _ fault: Fault) async throws {
    let elsewhere = try WireServer { _ in .reply(200, "[]") }
    let end = try await triedLonger { limit in
      let end = try await self.end(of: operation, fault, elsewhere.url, limit)
      return (end, !end.struck.isEmpty)
    }
    let expected = fault.outcome(of: operation)
    #expect(end.error?.kind == expected.kind, "\(String(describing: end.error))")
    #expect(end.struck.count == expected.requests)
    #expect(elsewhere.requests.isEmpty)
    #expect(!ForgeWorld.leaks(end.error?.description ?? ""))
    #expect(!ForgeWorld.leaks(end.log))
    #expect(!end.log.isEmpty)
    #expect(end.error?.hint.isEmpty != true)
  }

  private struct End {
    let error: Failure?
    /// The requests that met the fault.
    let struck: [WireServer.Received]
    let log: String
  }

  /// A server that never answers is waited for as long as `limit`.
  private func end(
    of operation: Operation, _ fault: Fault, _ elsewhere: HTTPURL, _ limit: Duration
  ) async throws -> End {
    let world = try ForgeWorld()
    let server = try server(for: operation, fault: fault, elsewhere: elsewhere)
    let limits = fault == .stall ? HTTPLimits(deadline: limit) : .patient
    let forge = try world.forge(at: server.url, limits: limits)
    let error = await failure { () async throws(Failure) in try await operation.run(on: forge) }
    return End(
      error: error, struck: server.requests.filter(operation.isStruck), log: world.log)
  }

  private func server(
    for operation: Operation, fault: Fault?, elsewhere: HTTPURL
  ) throws -> WireServer {
    try WireServer { request in
      if let fault, operation.isStruck(by: request) {
        return fault.answer(echoing: ForgeWorld.token, elsewhere: elsewhere)
      }
      let host = "http://" + (request.headers["Host"] ?? "127.0.0.1")
      guard let origin = try? HTTPOrigin(host) else { return .reset }
      return operation.soundAnswer(to: request, at: origin)
    }
  }
}
