import Errors
import HTTP
import Rolling
import Synchronization
import TestKit
import Testing

@testable import GitHub

@Suite("Long lists", .timeLimit(.minutes(20)))
struct PagingTests {
  @Test("pages are followed to the last")
  func pages() async throws {
    let world = try ForgeWorld()
    let server = try WireServer { request in
      guard let origin = try? HTTPOrigin("http://" + (request.headers["Host"] ?? "")) else {
        return .reset
      }
      let page = Int(request.target.split(separator: "page=").last ?? "") ?? 1
      let number = request.target.contains("&page=") || request.target.contains("?page=") ? page : 1
      let next = "<\(origin)/api/v3/repos/o/r/releases?page=\(number + 1)>; rel=\"next\""
      return .reply(
        200, "[\(Shapes.release(at: origin, id: number))]",
        fields: number < 3 ? ["Link: \(next)"] : [])
    }
    let releases = try await world.forge(at: server.url).releases()
    #expect(releases.map(\.id) == [3, 2, 1])
    #expect(server.requests.count == 3)
  }

  @Test("a page that names itself as the next is a loop")
  func loop() async throws {
    let world = try ForgeWorld()
    let server = try WireServer { request in
      .reply(200, "[]", fields: ["Link: <\(request.target)>; rel=\"next\""])
    }
    let forge = try world.forge(at: server.url)
    let error = await failure { () async throws(Failure) in _ = try await forge.releases() }
    #expect(error?.kind == .malformed)
    #expect(server.requests.count == 1)
  }

  @Test("empty pages without end end after a hundred")
  func endless() async throws {
    let world = try ForgeWorld()
    let count = Mutex(1)
    let server = try WireServer { _ in
      let next = count.withLock { count in
        count += 1
        return count
      }
      return .reply(200, "[]", fields: ["Link: </api/v3/x?page=\(next)>; rel=\"next\""])
    }
    let forge = try world.forge(at: server.url)
    let error = await failure { () async throws(Failure) in _ = try await forge.releases() }
    #expect(error?.kind == .malformed)
    #expect(server.requests.count == 100)
  }

  @Test("an answer that did not change is asked with its tag and not sent again")
  func etag() async throws {
    let world = try ForgeWorld()
    let server = try WireServer { request in
      request.headers["If-None-Match"] == "\"1\""
        ? .reply(304) : .reply(200, "[]", fields: ["ETag: \"1\""])
    }
    let forge = try world.forge(at: server.url)
    #expect(try await forge.releases().isEmpty)
    #expect(try await forge.releases().isEmpty)
    #expect(server.requests.last?.headers["If-None-Match"] == "\"1\"")
  }
}
