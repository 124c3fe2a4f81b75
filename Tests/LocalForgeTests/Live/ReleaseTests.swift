import Digest
import Foundation
import HTTP
import JSON
import Testing

@testable import LocalForge

@Suite("Releases", .timeLimit(.minutes(20)))
struct ReleaseTests {
  @Test("drafted, filled, verified by digest, published with its tag, deleted with its bytes")
  func life() async throws {
    try await ForgeWorld.run { world async throws in
      let draft = try await world.call(
        .post, "/releases", ["tag_name": "v1", "draft": true, "prerelease": true])
      #expect(draft.status == 201, "\(draft.text)")
      let release = try draft.json
      let id = try #require(release["id"]?.integer)
      #expect(try await world.call(.get, "/releases/tags/v1").status == 404)

      let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
      let asset = try await world.upload(bytes, as: "a b.whl", to: release)
      #expect(asset["name"] == "a.b.whl")
      #expect(asset["size"] == 300_000)
      #expect(asset["digest"] == .string(SHA256Digest(of: bytes).description))
      let url = try #require(asset["url"]?.string)
      let back = try await world.send(
        .get, url, headers: [("Accept", "application/octet-stream")])
      #expect(back.body == bytes)

      let published = try await world.call(.patch, "/releases/\(id)", ["draft": false]).json
      #expect(published["draft"] == false)
      #expect(try await world.call(.get, "/git/ref/tags/v1").status == 200)
      let address = try #require(published[path: "assets.0.browser_download_url"]?.string)
      #expect(try await world.send(.get, address).body == bytes)
      #expect(try await world.call(.get, "/releases/tags/v1").json["id"] == .integer(id))
      #expect(try await world.call(.get, "/releases/latest").status == 404)

      #expect(try await world.call(.delete, "/releases/\(id)").status == 204)
      let digits = SHA256Digest(of: bytes).hexadecimal
      let place = "lfs/objects/\(digits.prefix(2))/\(digits.dropFirst(2).prefix(2))/\(digits)"
      let stored = world.forge.repository.appending(path: place).path
      #expect(!FileManager.default.fileExists(atPath: stored))
      #expect(try await world.call(.get, "/git/ref/tags/v1").status == 200)
    }
  }

  @Test("drafts share a tag, published releases and files' names do not")
  func uniqueness() async throws {
    try await ForgeWorld.run { world async throws in
      let body: JSONValue = ["tag_name": "v1", "draft": true]
      let one = try await world.call(.post, "/releases", body).json
      let two = try await world.call(.post, "/releases", body).json
      #expect(one["id"] != two["id"])
      let id = try #require(one["id"]?.integer)
      let other = try #require(two["id"]?.integer)
      _ = try await world.call(.patch, "/releases/\(id)", ["draft": false])
      let clash = try await world.call(.patch, "/releases/\(other)", ["draft": false])
      #expect(clash.status == 422)
      #expect(try clash.json[path: "errors.0.code"] == "already_exists")

      _ = try await world.upload([1, 2, 3], as: "x", to: one)
      let again = try await world.sendFile([4], as: "x", to: one)
      #expect(again.status == 422)
      #expect(try again.json[path: "errors.0.code"] == "already_exists")
      // The same bytes in another release are kept once and stay until nobody needs them.
      let twin = try await world.upload([1, 2, 3], as: "y", to: two)
      #expect(try await world.call(.delete, "/releases/\(id)").status == 204)
      let url = try #require(twin["url"]?.string)
      let back = try await world.send(
        .get, url, headers: [("Accept", "application/octet-stream")])
      #expect(back.body == [1, 2, 3])
    }
  }

  @Test("what cannot be is refused: no tag, a bad tag, an unknown target, no release")
  func refusals() async throws {
    try await ForgeWorld.run { world async throws in
      #expect(try await world.call(.post, "/releases", ["name": "x"]).status == 422)
      #expect(try await world.call(.post, "/releases", ["tag_name": "a..b"]).status == 422)
      let nowhere: JSONValue = ["tag_name": "v1", "target_commitish": "none"]
      #expect(try await world.call(.post, "/releases", nowhere).status == 422)
      let upload = "/repos/openxla/compiler-release/releases/77/assets?name=x"
      #expect(try await world.send(.post, upload, body: .bytes([1])).status == 404)
      #expect(try await world.call(.get, "/releases").json.array?.isEmpty == true)
    }
  }
}

extension ForgeWorld {
  fileprivate func sendFile(
    _ bytes: [UInt8], as name: String, to release: JSONValue
  ) async throws -> HTTPResponse {
    let template = try #require(release["upload_url"]?.string)
    let address = template.prefix { $0 != "{" }
    let encoded = name.replacingOccurrences(of: " ", with: "%20")
    return try await send(
      .post, "\(address)?name=\(encoded)", body: .bytes(bytes),
      headers: [("Content-Type", "application/octet-stream")])
  }

  fileprivate func upload(
    _ bytes: [UInt8], as name: String, to release: JSONValue
  ) async throws -> JSONValue {
    let reply = try await sendFile(bytes, as: name, to: release)
    try #require(reply.status == 201, "\(reply.text)")
    return try reply.json
  }
}
