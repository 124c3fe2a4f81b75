import Digest
import Foundation
import HTTP
import ReleaseModel
import Testing

@testable import PackageIndex

@Suite("The places that pip looks in", .timeLimit(.minutes(20)))
struct PackageIndexTests {
  private let path = "/simple/iree-base-compiler/"

  @Test("a project that no place has is absent")
  func absent() async throws {
    try await withIndex { world in
      let absent = try await survey(world).absent
      #expect(absent?.contains("has no project iree-base-compiler") == true)
    }
  }

  @Test(
    "a server in trouble is unknown, never absent", arguments: [401, 403, 406, 418, 429, 500, 503])
  func trouble(_ status: Int) async throws {
    try await withIndex { world in
      await world.set(path, .status(status))
      let why1 = try await survey(world).unknown
      #expect(why1?.contains("\(status)") == true)
    }
  }

  @Test("a page that is not an index page is unknown")
  func notAnIndex() async throws {
    try await withIndex { world in
      await world.set(path, .file(Array("<p>hi".utf8), fields: ["Content-Type": "image/png"]))
      let why2 = try await survey(world).unknown
      #expect(why2?.contains("image/png") == true)
      await world.set(path, .json("<html>down</html>"))
      let why3 = try await survey(world).unknown
      #expect(why3?.contains("is not JSON") == true)
      await world.set(path, .html("the proxy asks you to log in"))
      let why4 = try await survey(world).unknown
      #expect(why4?.contains("has no markup") == true)
      await world.set(path, .json(Sample.page([], api: "2.1")))
      let why5 = try await survey(world).unknown
      #expect(why5?.contains("version 2.1") == true)
    }
  }

  @Test("a server that does not answer, or answers without end, is unknown")
  func silence() async throws {
    try await withIndex { world in
      await world.set(path, .silence)
      let short = HTTPLimits(deadline: .milliseconds(200), size: largestPage)
      let slow = try await survey(world, limits: short).unknown
      #expect(slow != nil)
      await world.set(path, .json(Sample.page(Sample.wheels("3.10.0"))))
      let small = HTTPLimits(size: 100)
      let why6 = try await survey(world, limits: small).unknown
      #expect(why6?.contains("100") == true)
    }
  }

  @Test("nobody listening is unknown")
  func nobody() async throws {
    let configuration = try PipConfiguration(indexes: [HTTPURL("http://127.0.0.1:9/simple/")])
    try await withIndex { world in
      let why7 = try await survey(world, configuration).unknown
      #expect(why7?.contains("127.0.0.1:9") == true)
    }
  }

  @Test("pip without any place is unknown")
  func nowhere() async throws {
    try await withIndex { world in
      let none = PipConfiguration(indexes: [])
      let why8 = try await survey(world, none).unknown
      #expect(why8?.contains("neither an index nor") == true)
    }
  }

  @Test("an index that only speaks HTML is read; relative links count from where redirects end")
  func html() async throws {
    try await withIndex { world in
      let name = Sample.wheelName("3.10.0")
      await world.set(path, .redirect("/mirror/deep/iree/"))
      await world.set(
        "/mirror/deep/iree/",
        .html(
          "<a href='../\(name)#sha256=\(Sample.digest(name).hexadecimal)'>x</a>"
            + "<a href='../\(Sample.wheelName("3.11.0"))'>no hash</a>"))
      await world.set(
        "/mirror/deep/\(name)",
        .file([], fields: ["Last-Modified": "Wed, 07 Jan 2026 04:05:06 GMT"]))
      let survey = try await survey(world, targets: [Sample.x86])
      #expect(survey.labels == ["3.10.0"])
      #expect(survey.candidates.first?.landed == Timestamp("2026-01-07T04:05:06Z"))
      #expect(survey.why("3.11.0")?.contains("has no sha256 on its page") == true)
      let seen = await world.seen
      #expect(seen.first?.accept == IndexPage.accepted)
    }
  }

  @Test("without any upload time there is no candidate")
  func undated() async throws {
    try await withIndex { world in
      let name = Sample.wheelName("3.10.0")
      await world.set(
        path, .html("<a href='\(name)#sha256=\(Sample.digest(name).hexadecimal)'>x</a>"))
      let survey = try await survey(world, targets: [Sample.x86])
      #expect(survey.why("3.10.0")?.contains("when \(name) was uploaded") == true)
    }
  }

  @Test("indexes, pages and folders are put together; a failing one makes the answer unknown")
  func merged() async throws {
    try await withIndex { world in
      let folder = world.folder.appending(path: "wheels")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data("wheel".utf8).write(to: folder.appending(path: Sample.wheelName("3.11.0")))
      try Data("other".utf8).write(to: folder.appending(path: "jax-9.9-py3-none-any.whl"))
      let name = Sample.wheelName("3.12.0")
      await world.set(path, .json(Sample.page([Sample.wheel("3.9.0"), Sample.wheel("3.10.0")])))
      await world.set("/extra/iree-base-compiler/", .json(Sample.page([Sample.wheel("3.10.0")])))
      await world.set(
        "/links.html",
        .html("<a href='/f/\(name)#sha256=\(Sample.digest(name).hexadecimal)'></a>"))
      await world.set(
        "/f/\(name)", .file([], fields: ["Last-Modified": "Mon, 05 Oct 2026 00:00:00 GMT"]))
      let configuration = try PipConfiguration(
        indexes: [world.url("simple"), world.url("extra/")],
        findLinks: [
          .page(world.url("links.html")), .folder(folder),
          .folder(world.folder.appending(path: "no-such-folder")),
        ])
      let survey = try await survey(world, configuration, targets: [Sample.x86])
      #expect(survey.labels == ["3.10.0", "3.11.0", "3.12.0"])
      #expect(
        survey.candidates[1].pin
          == .wheel(Sample.pin("3.11.0", [Sample.x86: Sample.digest("wheel")])))
      await world.set("/extra/iree-base-compiler/", .status(500))
      let failing = try await self.survey(world, configuration, targets: [Sample.x86]).unknown
      #expect(failing?.contains("/extra/iree-base-compiler/") == true)
    }
  }

  @Test("credentials go to their own host, and pages are kept by their ETag")
  func credentials() async throws {
    try await withIndex { world in
      let page = Sample.page(Sample.wheels("3.10.0"))
      await world.set(
        path,
        .file(
          Array(page.utf8),
          fields: ["Content-Type": "application/vnd.pypi.simple.v1+json", "ETag": "\"one\""]))
      let url = try world.url("simple/")
      let configuration = PipConfiguration(
        indexes: [url],
        credentials: [url.origin: .basic(user: "me", password: Secret("pass word"))])
      let cache = ETagCache.inFolder(world.folder.appending(path: "pages"))
      let index = try world.index(configuration, pages: cache)
      let question = Sample.question(pin: Sample.bothPinned("3.9.0"))
      let first = await IndexUpstream(index).survey(question)
      let basic = "Basic " + Data("me:pass word".utf8).base64EncodedString()
      let seen = await world.seen
      #expect(seen.map(\.authorization) == [basic])
      await world.set(path, .status(304))
      let second = await IndexUpstream(index).survey(question)
      #expect(second == first)
      #expect(first.labels == ["3.10.0"])
    }
  }

  private func survey(
    _ world: IndexWorld, _ configuration: PipConfiguration? = nil,
    targets: [Target] = [Sample.x86, Sample.arm],
    limits: HTTPLimits = HTTPLimits(size: largestPage)
  ) async throws -> Survey {
    try await IndexUpstream(world.index(configuration, limits: limits))
      .survey(Sample.question(pin: Sample.bothPinned("3.9.0"), targets: targets))
  }
}
