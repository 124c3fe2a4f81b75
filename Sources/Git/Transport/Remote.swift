package import HTTP
internal import SafeText

/// A repository elsewhere, spoken to over HTTP by git's smart protocol.
///
/// Ours rather than libgit2's transport: version 2 with filters (a history of 20,000 commits in a
/// second instead of thirteen), deadlines, limits, and pushes that carry a lease and are atomic.
/// <https://git-scm.com/docs/protocol-v2>, <https://git-scm.com/docs/gitprotocol-http>
package struct Remote: Sendable {
  /// Without secrets; `authorization` carries those.
  package let url: HTTPURL
  package let authorization: HTTPAuthorization?
  package let limits: TransferLimits
  let http: HTTPClient

  package init(
    _ url: HTTPURL, http: HTTPClient, authorization: HTTPAuthorization? = nil,
    limits: TransferLimits = TransferLimits()
  ) {
    self.url = url
    self.http = http
    self.authorization = authorization
    self.limits = limits
  }

  /// The same remote within other limits.
  package func within(_ limits: TransferLimits) -> Remote {
    Remote(url, http: http, authorization: authorization, limits: limits)
  }

  func exchange(_ operation: String) -> Exchange {
    Exchange(operation: operation, url: url.redacted)
  }
}

/// What a remote does for us.
enum RemoteService: String, Sendable {
  case uploadPack = "git-upload-pack"
  case receivePack = "git-receive-pack"
}

extension Remote {
  /// Asks what `service` can do, and, where it uses version 0, what references there are.
  func advertisement(
    of service: RemoteService, _ exchange: Exchange
  ) async throws(GitError) -> Advertisement {
    var request = try request(
      .get, exchange, path: ["info", "refs"], query: [("service", service.rawValue)])
    request.limits.size = limits.listing
    // receive-pack speaks no version 2; asking for it would only be noise.
    if service == .uploadPack { request.headers["Git-Protocol"] = "version=2" }
    let response = try await send(request, exchange)
    let type = response.headers["Content-Type"] ?? "nothing"
    guard type == "application/x-\(service.rawValue)-advertisement" else {
      throw exchange.malformed("an answer of type \(visibleText(type, limit: 80))")
    }
    return try Advertisement(response.body, exchange)
  }

  /// A request to `service` with `body`, which only reads when `isRepeatable`.
  func post(
    _ service: RemoteService, _ body: [UInt8], isRepeatable: Bool, _ exchange: Exchange
  ) throws(GitError) -> HTTPRequest {
    var request = try request(.post, exchange, path: [service.rawValue])
    request.body = .bytes(body)
    request.headers["Content-Type"] = "application/x-\(service.rawValue)-request"
    request.headers["Accept"] = "application/x-\(service.rawValue)-result"
    request.mayBeRepeated = isRepeatable
    return request
  }

  /// Sends `request`; an answer that is not a success is an error.
  func send(
    _ request: HTTPRequest, _ exchange: Exchange
  ) async throws(GitError) -> HTTPResponse {
    let response: HTTPResponse
    do throws(HTTPError) { response = try await http.send(request) } catch {
      throw exchange.failed(error)
    }
    if let objection = exchange.objection(to: response) { throw objection }
    return response
  }

  private func request(
    _ method: HTTPMethod, _ exchange: Exchange, path: [String], query: [(String, String)] = []
  ) throws(GitError) -> HTTPRequest {
    do throws(HTTPURLError) {
      var target = url
      for segment in path { target = try target.appending(path: segment) }
      var request = HTTPRequest(method, try target.appending(query: query))
      request.authorization = authorization
      request.limits.deadline = limits.deadline
      request.limits.idle = limits.idle
      return request
    } catch {
      throw exchange.error(.invalid, error.found, hint: error.hint)
    }
  }
}
