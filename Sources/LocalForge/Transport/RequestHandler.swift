import Digest
import Errors
import FlyingFox
import Foundation
import Git
import JSON

/// Takes HTTP requests apart, finds what answers them, and puts the answers into HTTP.
struct RequestHandler: HTTPHandler {
  let forge: Forge
  let gate: Gate
  let transport: GitTransport
  /// Where replies point when a request has no Host.
  let fallbackHost: String
  /// See ``LocalForgeServer/Configuration/mark``.
  let mark: String?
  let log: @Sendable (String) -> Void

  /// Largest JSON body taken, in bytes: a blob of a few megabytes in Base64 fits.
  static let bodyLimit = 32 << 20

  func handleRequest(_ http: HTTPRequest) async throws -> HTTPResponse {
    let started = ContinuousClock.now
    let body = RequestBody(http)
    let response = await answer(http, body)
    let target = http.target.path(percentEncoded: true)
    log(
      "\(http.method.rawValue) \(target) \(response.statusCode.code) \(started.duration(to: .now))")
    return response
  }

  private func answer(_ http: HTTPRequest, _ body: RequestBody) async -> HTTPResponse {
    let response: HTTPResponse
    do {
      try gate.check(
        Gate.Visitor(
          host: http.headers[.host], origin: http.headers[HTTPHeader("Origin")],
          authorization: http.headers[.authorization]))
      guard
        let address = Address(
          path: http.target.path(percentEncoded: true),
          query: http.target.query(percentEncoded: true))
      else { throw Refusal(400, "The address is not well percent-encoded") }
      let method = http.method == .HEAD ? "GET" : http.method.rawValue
      if let request = GitRequest(
        method: method, segments: address.segments, query: address.query),
        forge.identity.isRepository(at: request.repository)
      {
        return await transport.answer(request, http, body: body)
      }
      let reply = try await reply(Arrival(http: http, body: body, address: address), method)
      response = try Envelope(http, at: forge.now, mark: mark).response(reply)
    } catch {
      response = refusal(for: error, http)
    }
    // A body that nobody read would be taken for the next request on this connection.
    try? await body.drain()
    return response
  }

  private func reply(_ arrival: Arrival, _ method: String) async throws -> Reply {
    let headers = arrival.http.headers
    let address = arrival.address
    var call = Call(
      method: method, segments: address.segments, query: address.query, body: nil,
      links: links(arrival),
      version: try APIVersion(header: headers[HTTPHeader("X-GitHub-Api-Version")]),
      accept: headers[HTTPHeader("Accept")] ?? "")
    if let upload = try AssetUpload(call, contentType: headers[.contentType]) {
      try requireRepository(owner: call.segments[1], name: call.segments[2])
      return try await receive(upload, arrival.body, call)
    }
    guard let (route, bound) = route(method: method, segments: address.segments) else {
      throw Refusal.notFound
    }
    if let owner = bound["owner"], let name = bound["repo"] {
      try requireRepository(owner: owner, name: name)
    }
    call.parameters = bound
    if method != "GET" { call.body = try await json(arrival.body) }
    return try await route.operation(call, forge)
  }

  private func requireRepository(owner: String, name: String) throws(Refusal) {
    guard forge.identity.matches(owner: owner, name: name) else { throw .notFound }
  }

  private func links(_ arrival: Arrival) -> Links {
    Links(
      origin: "http://" + (arrival.http.headers[.host] ?? fallbackHost),
      prefix: arrival.address.prefix,
      owner: forge.identity.owner, name: forge.identity.name)
  }

  private func json(_ body: RequestBody) async throws -> JSON.JSONValue? {
    var bytes: [UInt8] = []
    while let piece = try await body.next() {
      guard bytes.count + piece.count <= Self.bodyLimit else {
        throw Refusal(413, "The body is larger than \(Self.bodyLimit) bytes")
      }
      bytes += piece
    }
    guard !bytes.isEmpty else { return nil }
    do throws(JSONError) {
      return try JSON.JSONValue(parsing: bytes, limits: JSONLimits(size: Self.bodyLimit))
    } catch {
      throw Refusal.notJSON
    }
  }

  private func receive(
    _ upload: AssetUpload, _ body: RequestBody, _ call: Call
  ) async throws -> Reply {
    try upload.check(try await forge.state())
    var incoming = try forge.assets.begin()
    do {
      while let piece = try await body.next() { try incoming.append(piece) }
    } catch {
      incoming.abandon()
      throw error
    }
    let file = incoming.finish()
    do {
      return try await upload.complete(file, in: forge, for: call)
    } catch {
      forge.assets.discard(file)
      throw error
    }
  }

  private func refusal(for error: any Error, _ http: HTTPRequest) -> HTTPResponse {
    let refusal: Refusal
    switch error {
    case let known as Refusal: refusal = known
    case let git as GitError:
      log("error: \(git)")
      let trouble = git.machineTrouble == nil ? 500 : 507
      refusal = Refusal(git.reason == .locked ? 503 : trouble, git.description)
    default:
      log("error: \(error)")
      let worded = Failure(error, doing: "serve \(http.path)")
      refusal = Refusal(worded.mayPass ? 507 : 500, "\(worded.doing): \(worded.found)")
    }
    var response =
      (try? Envelope(http, at: forge.now, mark: mark).response(Reply(refusal)))
      ?? HTTPResponse(
        statusCode: .internalServerError)
    if refusal.status == 401 {
      // git asks for credentials only when it is told how.
      response.headers[HTTPHeader("WWW-Authenticate")] = "Basic realm=\"GitHub\""
    }
    return response
  }
}

/// A request together with its body and where it goes.
private struct Arrival {
  let http: HTTPRequest
  let body: RequestBody
  let address: Address
}
