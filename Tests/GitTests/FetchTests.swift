import BlockingPool
import Foundation
import Git
import HTTP
import Testing

@Suite(.timeLimit(.minutes(20))) struct FetchTests {
  @Test("references are listed by prefix, peeled, with HEAD's branch", arguments: [false, true])
  func lists(isOldProtocol: Bool) async throws {
    let hosted = try await Hosted(isOldProtocol: isOldProtocol)
    try await hosted.world.git("-C", "upstream", "tag", "-a", "-m", "one", "v1", "main")
    let main = try await hosted.id("main")
    let tag = try await hosted.id("refs/tags/v1")
    let found = try await hosted.remote.references(withPrefixes: ["refs/tags/v", "HEAD"])
    #expect(
      found == [
        RemoteReference(name: .head, id: main, symbolicTarget: .main),
        RemoteReference(name: try ReferenceName(tag: "v1"), id: tag, peeled: main),
      ])
    #expect(try await hosted.remote.references(withPrefixes: ["refs/none"]) == [])
  }

  @Test("a whole fetch brings what git has, checked and clean", arguments: [false, true])
  func fetchesWhole(isOldProtocol: Bool) async throws {
    let hosted = try await Hosted(isOldProtocol: isOldProtocol)
    try await hosted.world.git("-C", "upstream", "tag", "-a", "-m", "one", "v1", "main")
    #expect(try await hosted.remote.manners().protocolVersion == (isOldProtocol ? 0 : 2))
    let report = try await hosted.remote.adopt(prefixes: ["refs/"], in: hosted.ours)
    #expect(report.fetch.filter == nil && report.fetch.objects > 60)
    let references = ["for-each-ref", "--format=%(refname) %(objectname)"]
    let theirs = try await hosted.world.git("-C", "upstream", references[0], references[1])
    #expect(try await hosted.world.git("-C", "ours", references[0], references[1]) == theirs)
    #expect(try await hosted.world.git("-C", "ours", "fsck", "--strict", "--full") == "")
    let again = try await hosted.remote.adopt(prefixes: ["refs/"], in: hosted.ours)
    #expect(again.references == report.references && again.fetch.objects == 0)
  }

  @Test("a fetch without trees brings the history alone, and git agrees")
  func fetchesHistory() async throws {
    let hosted = try await Hosted()
    let report = try await hosted.remote.track(.main, as: .main, in: hosted.ours)
    #expect(report.fetch.filter == .trees(depth: 0))
    let expected = try await hosted.world.git("-C", "upstream", "rev-list", "main")
    #expect(try await hosted.world.git("-C", "ours", "rev-list", "main") == expected)
    #expect(report.fetch.objects == expected.split(separator: "\n").count)
    #expect(try await hosted.world.git("-C", "ours", "fsck", "--strict") == "")
    let main = try await hosted.id("main")
    let git = try hosted.ours.open()
    #expect(try git.contains(try git.commit(main).tree) == false)
    #expect(try git.countHistory(of: [main]) == report.fetch.objects)
  }

  @Test("an incremental fetch brings only what is new")
  func fetchesIncrementally() async throws {
    let hosted = try await Hosted()
    _ = try await hosted.remote.track(.main, as: .main, in: hosted.ours)
    let old = try await hosted.id("main")
    let tree = try await hosted.id("main^{tree}")
    let new = try await hosted.world.id(
      "-C", "upstream", "commit-tree", "-p\(old)", "\(tree)", input: Array("next".utf8))
    try await hosted.world.git("-C", "upstream", "update-ref", "refs/heads/main", "\(new)")
    let report = try await hosted.remote.track(.main, as: .main, in: hosted.ours)
    #expect(report.fetch.objects == 1 && report.head == new)
    #expect(try hosted.ours.open().reference(.main)?.id == new)
  }

  @Test("what upstream rewrote, moved and deleted is rewritten, moved and deleted here")
  func seesRewrites() async throws {
    let hosted = try await Hosted()
    _ = try await hosted.remote.adopt(prefixes: ["refs/"], in: hosted.ours)
    let tree = try await hosted.id("main~3^{tree}")
    let fork = try await hosted.id("main~3")
    let new = try await hosted.world.id(
      "-C", "upstream", "commit-tree", "-p\(fork)", "\(tree)", input: Array("other".utf8))
    try await hosted.world.git("-C", "upstream", "update-ref", "refs/heads/main", "\(new)")
    try await hosted.world.git("-C", "upstream", "tag", "-f", "c5", "c6")
    try await hosted.world.git("-C", "upstream", "tag", "-d", "c7")
    let report = try await hosted.remote.adopt(prefixes: ["refs/"], in: hosted.ours)
    #expect(report.fetch.objects == 1)
    let references = ["for-each-ref", "--format=%(refname) %(objectname)"]
    let theirs = try await hosted.world.git("-C", "upstream", references[0], references[1])
    #expect(try await hosted.world.git("-C", "ours", references[0], references[1]) == theirs)
  }

  @Test(
    "a remote that cannot filter sends everything, and the report says so",
    arguments: [false, true])
  func saysWhenUnfiltered(isOldProtocol: Bool) async throws {
    let hosted = try await Hosted(isOldProtocol: isOldProtocol)
    try await hosted.world.git("-C", "upstream", "config", "uploadpack.allowFilter", "false")
    let report = try await hosted.remote.track(.main, as: .main, in: hosted.ours)
    let objects = try await hosted.world.git("-C", "upstream", "rev-list", "--objects", "main")
    #expect(report.fetch.filter == nil)
    #expect(report.fetch.objects == objects.split(separator: "\n").count)
    #expect(try await hosted.world.git("-C", "ours", "fsck", "--strict") == "")
  }

  @Test("a commit is fetched without its ancestors", arguments: [false, true])
  func fetchesOne(isOldProtocol: Bool) async throws {
    let hosted = try await Hosted(isOldProtocol: isOldProtocol)
    let main = try await hosted.id("main")
    let parent = try await hosted.id("main~1")
    let report = try await hosted.remote.fetch(
      FetchRequest(wants: [main], filter: .trees(depth: 0), isAlone: true), into: hosted.ours)
    #expect(isOldProtocol || report.objects == 1)
    let git = try hosted.ours.open()
    #expect(try git.contains(main) && !git.contains(parent))
  }

  @Test("files of a commit are read through a history without content")
  func readsThrough() async throws {
    let stream = """
      commit refs/heads/main
      committer A <a@b> 1 +0000
      data 1
      aM 100644 inline a/b/version.json
      data 2
      {}M 100644 inline a/large
      data 9
      123456789

      """
    let hosted = try await Hosted(stream)
    let main = try await hosted.id("main")
    let read = { (path: String, limit: Int) async throws(GitError) in
      try await hosted.remote.blob(
        at: try TreePath(path), of: main, through: hosted.ours, limit: limit)
    }
    #expect(try await read("a/b/version.json", 100) == Array("{}".utf8))
    #expect(try await read("a/b/version.json", 100) == Array("{}".utf8))
    #expect(try await read("a/c/version.json", 100) == nil)
    #expect(try await read("a/large/x", 100) == nil)
    let error = await #expect(throws: GitError.self) { try await read("a/large", 8) }
    #expect(error?.reason == .limit)
    #expect(try hosted.ours.open().update(.create(.main, at: main)) == .updated)
    #expect(try await hosted.world.git("-C", "ours", "fsck", "--strict") == "")
  }

  @Test("submodules are never followed and do not disturb a whole fetch")
  func leavesSubmodules() async throws {
    let stream = """
      commit refs/heads/main
      committer A <a@b> 1 +0000
      data 1
      aM 160000 1111111111111111111111111111111111111111 third_party/x
      M 100644 inline .gitmodules
      data 4
      evil

      """
    let hosted = try await Hosted(stream)
    let report = try await hosted.remote.adopt(prefixes: ["refs/heads/"], in: hosted.ours)
    #expect(report.fetch.objects == 4)
  }

  @Test("an object that the remote does not have is not found", arguments: [false, true])
  func missesObjects(isOldProtocol: Bool) async throws {
    let hosted = try await Hosted(isOldProtocol: isOldProtocol)
    let nowhere = try #require(ObjectID(String(repeating: "1", count: 40)))
    let error = await #expect(throws: GitError.self) {
      try await hosted.remote.fetch(FetchRequest(wants: [nowhere]), into: hosted.ours)
    }
    #expect(error?.reason == .notFound, "\(String(describing: error))")
  }

  @Test("a pack beyond the limits is refused and leaves nothing")
  func limitsPacks() async throws {
    for limits in [TransferLimits(pack: 500), TransferLimits(objects: 10)] {
      let hosted = try await Hosted(limits: limits)
      let main = try await hosted.id("main")
      let error = await #expect(throws: GitError.self) {
        try await hosted.remote.fetch(FetchRequest(wants: [main]), into: hosted.ours)
      }
      #expect(error?.reason == .limit)
      let left = try FileManager.default.contentsOfDirectory(
        atPath: hosted.ours.path + "/objects/pack")
      #expect(left == [])
    }
  }

  @Test("a SHA-256 repository is refused by name", arguments: [false, true])
  func refusesSHA256(isOldProtocol: Bool) async throws {
    let hosted = try await Hosted(isOldProtocol: isOldProtocol)
    try await hosted.world.git("init", "--quiet", "--bare", "--object-format=sha256", "other")
    try await hosted.world.git(
      "-C", "other", "fast-import", "--quiet",
      input: Array(RandomHistory(seed: 1, size: 2).stream.utf8))
    let remote = Remote(try hosted.server.url("other"), http: HTTPClient(pool: .shared))
    let error = await #expect(throws: GitError.self) {
      try await remote.references(withPrefixes: ["refs/"])
    }
    #expect(error?.reason == .refused)
    #expect(error?.message.contains("sha256") == true)
  }
}
