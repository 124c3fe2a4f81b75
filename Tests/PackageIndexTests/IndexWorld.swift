import BlockingPool
import FlyingFox
import FlyingSocks
import Foundation
import HTTP
import PackageIndex
import ReleaseModel
import Synchronization

/// A package index on loopback, with the pages and files that a test gives it.
actor IndexWorld {
  /// What the server says at one path.
  enum Page: Sendable {
    case json(String)
    case html(String)
    case file([UInt8], fields: [String: String])
    case status(Int)
    case redirect(String)
    /// Announces more bytes than it sends.
    case truncated([UInt8], announced: Int)
    case silence
  }

  /// One request: its path and fields.
  struct Seen: Sendable {
    let path: String
    let authorization: String?
    let accept: String?
    let method: String
  }

  private var pages: [String: Page] = [:]
  private(set) var seen: [Seen] = []
  let folder: URL
  nonisolated let address = Mutex("")

  init(folder: URL) {
    self.folder = folder
  }

  /// FlyingFox tells no final slash, so paths are the same with and without one.
  func set(_ path: String, _ page: Page) { pages[Self.bare(path)] = page }

  private static func bare(_ path: String) -> String {
    path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  func count(_ path: String) -> Int { seen.count { $0.path == path } }

  private func page(at request: FlyingFox.HTTPRequest) -> Page {
    seen.append(
      Seen(
        path: request.path, authorization: request.headers[.authorization],
        accept: request.headers[FlyingFox.HTTPHeader("Accept")], method: request.method.rawValue))
    return pages[Self.bare(request.path)] ?? .status(404)
  }

  func respond(to request: FlyingFox.HTTPRequest) async throws -> FlyingFox.HTTPResponse {
    switch page(at: request) {
    case .json(let text):
      let type = "application/vnd.pypi.simple.v1+json"
      return reply(200, Array(text.utf8), ["Content-Type": type])
    case .html(let text):
      return reply(200, Array(text.utf8), ["Content-Type": "text/html; charset=utf-8"])
    case .file(let bytes, let fields): return reply(200, bytes, fields)
    case .status(let code): return reply(code, [], [:])
    case .redirect(let target): return reply(302, [], ["Location": target])
    case .truncated(let bytes, let announced):
      return FlyingFox.HTTPResponse(
        statusCode: .ok, headers: [.connection: "close"],
        body: HTTPBodySequence(from: ShortBody(bytes: bytes), count: announced))
    case .silence:
      try await Task.sleep(for: .seconds(3_600))
      return reply(500, [], [:])
    }
  }

  private func reply(
    _ code: Int, _ bytes: [UInt8], _ fields: [String: String]
  ) -> FlyingFox.HTTPResponse {
    var headers = FlyingFox.HTTPHeaders()
    for (name, value) in fields { headers[FlyingFox.HTTPHeader(name)] = value }
    return FlyingFox.HTTPResponse(
      statusCode: HTTPStatusCode(code, phrase: "x"), headers: headers, body: Data(bytes))
  }
}

extension IndexWorld {
  /// The index under `simple/`, and nothing else, unless the test says otherwise.
  nonisolated func index(
    _ configuration: PipConfiguration? = nil, pages: ETagCache? = nil,
    limits: HTTPLimits = HTTPLimits(size: largestPage)
  ) throws -> PackageIndex {
    let client = HTTPClient(
      pool: .shared, ports: HTTPPorts(sleep: { _ in }, random: { 0 }, now: { Date() }))
    return PackageIndex(
      try configuration ?? PipConfiguration(indexes: [url("simple/")]), client: client,
      pool: .shared, pages: pages, limits: limits)
  }

  nonisolated func url(_ path: String) throws -> HTTPURL {
    try HTTPURL(address.withLock(\.self) + path)
  }
}

/// Runs `body` while an index serves, with a folder that is gone afterwards.
func withIndex<Value: Sendable>(
  _ body: @Sendable (IndexWorld) async throws -> Value
) async throws -> Value {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let world = IndexWorld(folder: folder)
  let server = HTTPServer(
    address: try .inet(ip4: "127.0.0.1", port: 0), timeout: 600, logger: .disabled,
    handler: ClosureHTTPHandler { try await world.respond(to: $0) })
  let serving = Task { try await server.run() }
  defer { serving.cancel() }
  try await server.waitUntilListening(timeout: 240)
  guard case .ip4(_, let port) = await server.listeningAddress else { throw NoAddress() }
  world.address.withLock { $0 = "http://127.0.0.1:\(port)/" }
  return try await body(world)
}

struct NoAddress: Error {}

/// A body that ends before the length that was announced.
private struct ShortBody: AsyncBufferedSequence {
  typealias Element = UInt8
  let bytes: [UInt8]

  func makeAsyncIterator() -> Iterator { Iterator(rest: bytes[...]) }

  struct Iterator: AsyncBufferedIteratorProtocol {
    var rest: ArraySlice<UInt8>

    mutating func next() async throws -> UInt8? { rest.popFirst() }

    mutating func nextBuffer(suggested count: Int) async throws -> ArraySlice<UInt8>? {
      guard !rest.isEmpty else { throw NoAddress() }
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count)
    }
  }
}
