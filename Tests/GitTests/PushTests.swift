import BlockingPool
import FlyingFox
import Foundation
import Git
import HTTP
import TestKit
import Testing

@Suite(.timeLimit(.minutes(20))) struct PushTests {
  @Test("a bump from a history without content is pushed as three objects or so, and is clean")
  func pushesBump() async throws {
    let hosted = try await cloned()
    let main = try await hosted.id("main")
    let bump = try hosted.commit(on: main)
    let branch = try ReferenceName(branch: "roll/nightly")
    let create = ReferenceChange.create(branch, at: bump)
    let report = try await hosted.remote.push(create, from: hosted.ours)
    #expect(report.outcome == .accepted && report.sent > 0 && report.sent < 2000)
    #expect(try await hosted.id("roll/nightly") == bump)
    #expect(try await hosted.world.git("-C", "upstream", "fsck", "--strict", "--full") == "")
    let again = try await hosted.remote.push(create, from: hosted.ours)
    #expect(again.outcome == .alreadyThere && again.sent == 0)
  }

  @Test("a stale lease sends nothing and says what was found")
  func refusesStaleLeases() async throws {
    let hosted = try await cloned()
    let main = try await hosted.id("main")
    let older = try await hosted.id("main~1")
    let bump = try hosted.commit(on: main)
    for change in [ReferenceChange.move(.main, from: older, to: bump), .create(.main, at: bump)] {
      let report = try await hosted.remote.push(change, from: hosted.ours)
      #expect(report.outcome == .stale(found: main) && report.sent == 0)
    }
    #expect(try await hosted.id("main") == main)
  }

  @Test(
    "a racer between advertisement and push wins, and its work stays", arguments: [true, false])
  func losesRaces(isCreation: Bool) async throws {
    let hosted = try await cloned()
    let main = try await hosted.id("main")
    let older = try await hosted.id("main~1")
    let bump = try hosted.commit(on: main)
    let target = isCreation ? try ReferenceName(branch: "new") : .main
    let racing = try await GitServer(hosted.world) { request in
      guard request.method == .POST else { return nil }
      try await hosted.world.git("-C", "upstream", "update-ref", "\(target)", "\(older)")
      return nil
    }
    let remote = Remote(try racing.url("upstream"), http: HTTPClient(pool: .shared))
    let change = ReferenceChange.set(target, to: bump, expecting: isCreation ? nil : main)
    let report = try await remote.push(change, from: hosted.ours)
    guard case .rejected = report.outcome else {
      Issue.record("\(report)")
      return
    }
    #expect(try await hosted.id("\(target)") == older)
  }

  @Test("a hook's no is a result with the remote's words")
  func tellsHooks() async throws {
    let hosted = try await cloned()
    let main = try await hosted.id("main")
    let bump = try hosted.commit(on: main)
    let words = "only version_info.json may change \\033[2J"
    try hook(hosted, "pre-receive", "echo '\(words)' >&2; exit 1")
    let report = try await hosted.remote.push(
      .move(.main, from: main, to: bump), from: hosted.ours)
    #expect(report.outcome == .rejected("pre-receive hook declined"))
    #expect(report.messages.contains("only version_info.json may change \\u{1b}[2J"))
    #expect(try await hosted.id("main") == main)
  }

  @Test("a tag goes after its branch, and references are deleted")
  func pushesTagsAndDeletes() async throws {
    let hosted = try await cloned()
    let main = try await hosted.id("main")
    let bump = try hosted.commit(on: main)
    let tag = try hosted.ours.open().write(
      TagDraft(
        name: "v0.1.0", target: bump,
        tagger: Signature(name: "R", email: "r@example.org", seconds: 5), message: "Pin-Set: x\n"))
    let name = try ReferenceName(tag: "v0.1.0")
    let branch = try await hosted.remote.push(
      .move(.main, from: main, to: bump), from: hosted.ours)
    #expect(branch.outcome == .accepted)
    let report = try await hosted.remote.push(.create(name, at: tag), from: hosted.ours)
    #expect(report.outcome == .accepted)
    #expect(try await hosted.world.git("-C", "upstream", "cat-file", "-t", "v0.1.0") == "tag")
    #expect(try await hosted.id("v0.1.0^{commit}") == bump)
    let gone = try await hosted.remote.push(.delete(name, at: tag), from: hosted.ours)
    #expect(gone.outcome == .accepted && gone.sent == 0)
    let again = try await hosted.remote.push(.delete(name, at: tag), from: hosted.ours)
    #expect(again.outcome == .alreadyThere)
    let stale = try await hosted.remote.push(.delete(.main, at: main), from: hosted.ours)
    #expect(stale.outcome == .stale(found: bump))
  }

  @Test(
    "a whole history is pushed to an empty repository, and the rest afterwards", arguments: 1...3)
  func pushesHistory(seed: Int) async throws {
    let hosted = try await Hosted("")
    let stream = RandomHistory(seed: UInt64(seed), size: 40).stream
    try await hosted.world.git("-C", "ours", "fast-import", "--quiet", input: Array(stream.utf8))
    let git = try hosted.ours.open()
    let middle = try #require(try git.reference(try ReferenceName(tag: "c20"))).id
    let first = try await hosted.remote.push(.create(.main, at: middle), from: hosted.ours)
    #expect(first.outcome == .accepted)
    let all = try git.references(withPrefix: "refs/tags/")
    for tag in all {
      let rest = try await hosted.remote.push(.create(tag.name, at: tag.id), from: hosted.ours)
      #expect(rest.outcome == .accepted)
    }
    #expect(try await hosted.world.git("-C", "upstream", "fsck", "--strict", "--full") == "")
    let ours = try await hosted.world.git("-C", "ours", "rev-list", "--tags")
    #expect(try await hosted.world.git("-C", "upstream", "rev-list", "--tags") == ours)
  }

  @Test("an answer that was lost is settled by pushing again")
  func survivesLostAnswers() async throws {
    let hosted = try await cloned()
    let main = try await hosted.id("main")
    let bump = try hosted.commit(on: main)
    let change = ReferenceChange.move(.main, from: main, to: bump)
    let silent = try await GitServer(hosted.world) { request in
      guard request.method == .POST else { return nil }
      let inner = try hosted.server.url("upstream")
      var copy = HTTP.HTTPRequest(.post, try inner.appending(path: "git-receive-pack"))
      copy.headers["Content-Type"] = request.headers[.contentType]
      copy.body = .bytes(Array(try await request.bodyData))
      _ = try await HTTPClient(pool: .shared).send(copy)
      return Answer(statusCode: HTTPStatusCode(502, phrase: "Bad Gateway"))
    }
    let remote = Remote(
      try silent.url("upstream"),
      http: HTTPClient(
        pool: .shared, ports: HTTPPorts(sleep: { _ in }, random: { 0 }, now: { Date() })))
    let error = await #expect(throws: GitError.self) {
      try await remote.push(change, from: hosted.ours)
    }
    #expect(error?.reason == .unreachable)
    let again = try await hosted.remote.push(change, from: hosted.ours)
    #expect(again.outcome == .alreadyThere)
  }

  /// `ours` holds upstream's history and the trees of its newest commit, but no file.
  private func cloned() async throws -> Hosted {
    let hosted = try await Hosted()
    try await clone(hosted)
    return hosted
  }

  private func clone(_ hosted: Hosted) async throws {
    _ = try await hosted.remote.track(.main, as: .main, in: hosted.ours)
    let nothing = try await hosted.remote.blob(
      at: try TreePath("nothing"), of: try await hosted.id("main"), through: hosted.ours, limit: 9)
    #expect(nothing == nil)
  }

  private func hook(_ hosted: Hosted, _ name: String, _ script: String) throws {
    let path = hosted.upstream.path + "/hooks/" + name
    try FileManager.default.createDirectory(
      atPath: hosted.upstream.path + "/hooks", withIntermediateDirectories: true)
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }
}
