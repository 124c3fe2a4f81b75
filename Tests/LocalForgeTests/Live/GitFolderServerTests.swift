import Foundation
import HTTP
import LocalForge
import TestKit
import Testing

@Suite("A folder of repositories, served for reading", .timeLimit(.minutes(20)))
struct GitFolderServerTests {
  private struct World {
    let folder: TemporaryFolder
    let shell: Shell
    let server: GitFolderServer
    let root: String

    init() async throws {
      folder = try TemporaryFolder()
      shell = Shell(home: folder.url.path)
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: "up/org"), withIntermediateDirectories: true)
      try await shell.git(
        "init", "--quiet", "--bare", "--initial-branch=main", "up/org/one.git",
        in: folder.url.path)
      try await shell.git("init", "--quiet", "--initial-branch=main", "work", in: folder.url.path)
      let work = folder.path("work")
      try Data("text\n".utf8).write(to: URL(fileURLWithPath: work + "/file"))
      try await shell.git("add", "file", in: work)
      try await shell.git("commit", "--quiet", "--message=One", in: work)
      try await shell.git("push", "--quiet", folder.path("up/org/one.git"), "main", in: work)
      server = GitFolderServer(
        folder.url.appending(path: "up"), environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])
      root = try await server.start()
    }
  }

  @Test("clones, partial ones too, with git's suffixes or without", arguments: ["one", "one.git"])
  func clones(name: String) async throws {
    let world = try await World()
    try await world.shell.git(
      "clone", "--quiet", "--filter=tree:0", world.root + "org/" + name, "copy",
      in: world.folder.url.path)
    let text = try String(
      contentsOf: world.folder.url.appending(path: "copy/file"), encoding: .utf8)
    #expect(text == "text\n")
    await world.server.stop()
  }

  @Test("takes no push, and gives nothing outside of the folder")
  func readOnly() async throws {
    let world = try await World()
    let push = try await world.shell.run(
      "git", ["push", world.root + "org/one", "HEAD:refs/heads/more"], in: world.folder.path("work")
    )
    #expect(push.status != 0)
    let http = HTTPClient(pool: .shared)
    let fetch = "info/refs?service=git-upload-pack"
    let paths = [
      "org/two/\(fetch)", "%2e%2e/work/\(fetch)", "org/..%2f..%2fwork/\(fetch)", "org/one/HEAD",
      "org/one/info/refs?service=git-receive-pack", "org/one/objects/info/packs", fetch, "",
    ]
    for path in paths {
      let response = try await http.send(HTTPRequest(.get, try HTTPURL(world.root + path)))
      #expect(response.status == 404, "\(path)")
    }
    var stranger = HTTPRequest(.get, try HTTPURL(world.root + "org/one/\(fetch)"))
    stranger.headers["Origin"] = "https://evil.example"
    #expect(try await http.send(stranger).status == 403)
    await world.server.stop()
  }
}
