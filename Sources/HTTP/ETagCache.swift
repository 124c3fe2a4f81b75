import Foundation

/// Answers that are kept, and asked for again only when they changed (RFC 9110 §13).
///
/// An authorized 304 costs nothing of GitHub's primary limit:
/// <https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate>.
/// The server is asked every time, so a lost or emptied cache costs time and never correctness.
package struct ETagCache: Sendable {
  fileprivate let store: any ETagStore

  /// A cache that lives as long as the process.
  package static func inMemory() -> ETagCache { ETagCache(store: MemoryETagStore()) }

  /// A cache of one file an answer in `folder`, which may be emptied at any moment.
  package static func inFolder(_ folder: URL) -> ETagCache {
    ETagCache(store: FolderETagStore(folder))
  }

  fileprivate func entry(of key: String) -> ETagEntry? { store.entry(of: key) }

  fileprivate func keep(_ entry: ETagEntry, of key: String) { store.keep(entry, of: key) }
}

extension HTTPClient {
  /// Sends `request`; when the server says that the kept answer still holds, that is the answer.
  ///
  /// Only the answers to GET are kept, and of those only what may lie on a disk: nothing marked
  /// `no-store`, nothing whose URL is signed.
  package func send(
    _ request: HTTPRequest, keptIn cache: ETagCache
  ) async throws(HTTPError) -> HTTPResponse {
    guard let key = request.cacheKey else { return try await send(request) }
    let known = await pool.run { cache.entry(of: key) }
    var asked = request
    asked.headers["If-None-Match"] = known?.etag
    let response = try await send(asked)
    if response.status == 304, let known { return known.response(confirmedBy: response) }
    if let entry = ETagEntry(response) { await pool.run { cache.keep(entry, of: key) } }
    return response
  }
}

extension HTTPRequest {
  /// What an answer is kept under, or nil when it is not to be kept.
  fileprivate var cacheKey: String? {
    guard method == .get, headers["Range"] == nil, headers["If-None-Match"] == nil,
      url.redacted == url.description
    else { return nil }
    let accept = headers.values(of: "Accept").joined(separator: ", ")
    return url.description + "\n" + accept
  }
}
