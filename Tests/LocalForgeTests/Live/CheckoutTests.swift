import Foundation
import TestKit
import Testing

@testable import LocalForge

@Suite("A checkout and its forge", .timeLimit(.minutes(20)))
struct CheckoutTests {
  private let folder: TemporaryFolder
  private let shell: Shell

  init() async throws {
    folder = try TemporaryFolder()
    shell = Shell(home: folder.url.path)
    try await shell.git("init", "--quiet", "-b", "main", "work", in: folder.url.path)
    try await commit("First")
  }

  private var work: String { folder.path("work") }

  private func commit(_ subject: String, in place: String? = nil) async throws {
    try await shell.git(
      "commit", "--quiet", "--allow-empty", "-m", subject, in: place ?? work)
  }

  private func place(_ mark: String) -> URL { folder.url.appending(path: "forges/\(mark).git") }

  private func choice(of checkout: String) async throws -> ForgeChoice {
    let environment = ForgeWorld.environment
    let identity = try #require(
      await CheckoutIdentity.read(folder.path(checkout), environment: environment))
    return await ForgeChoice.choose(
      for: identity,
      marks: [identity.mainWorktree, folder.path(checkout)].compactMap(\.self).map {
        "path-\(URL(fileURLWithPath: $0).lastPathComponent)"
      }, record: { await ForgeClaim.record(in: place($0), environment: environment) },
      original: { await CheckoutIdentity.read($0, environment: environment) })
  }

  /// Founds the forge that is chosen for `checkout`, as a roll does.
  @discardableResult
  private func found(for checkout: String) async throws -> LocalForge {
    let environment = ForgeWorld.environment
    let choice = try await choice(of: checkout)
    let forge = LocalForge(repository: place(choice.mark), owner: "local", name: "release")
    _ = try await forge.found(
      from: URL(fileURLWithPath: folder.path(checkout)), environment: environment,
      clock: { ForgeWorld.now })
    let claim = ForgeClaim(
      of: forge.repository, by: folder.path(checkout), environment: environment)
    let identity = try #require(
      await CheckoutIdentity.read(folder.path(checkout), environment: environment))
    await claim.record(identity, as: choice.mark)
    await claim.addRemote()
    return forge
  }

  @Test("a checkout that was moved finds its forge again")
  func moved() async throws {
    #expect(try await choice(of: "work") == ForgeChoice(mark: "path-work", isFounded: false))
    try await found(for: "work")
    try FileManager.default.moveItem(atPath: work, toPath: folder.path("elsewhere"))
    #expect(try await choice(of: "elsewhere") == ForgeChoice(mark: "path-work", isFounded: true))
  }

  @Test("a copy has a forge of its own as long as the original is there")
  func copied() async throws {
    try await found(for: "work")
    try await shell.git("config", "x.y", "z", in: work)
    _ = try await shell.run("cp", ["-r", "work", "copy"], in: folder.url.path)
    #expect(try await choice(of: "copy") == ForgeChoice(mark: "path-copy", isFounded: false))
    try await found(for: "copy")
    #expect(try await choice(of: "copy") == ForgeChoice(mark: "path-copy", isFounded: true))
    #expect(try await choice(of: "work") == ForgeChoice(mark: "path-work", isFounded: true))
  }

  @Test("a copy whose original is gone is the original")
  func restored() async throws {
    try await found(for: "work")
    _ = try await shell.run("cp", ["-r", "work", "copy"], in: folder.url.path)
    try FileManager.default.removeItem(atPath: work)
    #expect(try await choice(of: "copy") == ForgeChoice(mark: "path-work", isFounded: true))
  }

  @Test("all worktrees of a repository share its forge, whichever came first")
  func worktrees() async throws {
    try await shell.git("worktree", "add", "--quiet", "-b", "topic", "../side", in: work)
    try await found(for: "side")
    #expect(try await choice(of: "work").isFounded)
    #expect(try await choice(of: "work") == (try await choice(of: "side")))
  }

  @Test("a forge that was named by the path, before anything was written down, is found")
  func legacy() async throws {
    let forge = LocalForge(repository: place("path-work"), owner: "local", name: "release")
    _ = try await forge.found(
      from: URL(fileURLWithPath: work), environment: ForgeWorld.environment,
      clock: { ForgeWorld.now })
    #expect(try await choice(of: "work") == ForgeChoice(mark: "path-work", isFounded: true))
  }

  @Test("another clone at the path of one that moved away does not get its forge")
  func replaced() async throws {
    try await found(for: "work")
    try FileManager.default.moveItem(atPath: work, toPath: folder.path("elsewhere"))
    // The moved one writes down where it is, as any roll there does.
    try await found(for: "elsewhere")
    try await shell.git("init", "--quiet", "-b", "main", "work", in: folder.url.path)
    #expect(try await choice(of: "work") == ForgeChoice(mark: "path-work-2", isFounded: false))
  }

  @Test("commits that the forge's main lacks are counted, and the push that is told brings them")
  func lead() async throws {
    let forge = try await found(for: "work")
    func lead() async -> CheckoutLead? {
      await CheckoutLead.read(work, forge: forge.repository, environment: ForgeWorld.environment)
    }
    #expect(await lead() == nil)
    try await commit("Second")
    try await commit("Third")
    try await shell.git("switch", "--quiet", "-c", "topic", in: work)
    try await commit("Fourth")
    let note = try #require(await lead()).note
    #expect(
      note == """
        this checkout's main has 2 commits that the local forge's main lacks
          hint: git push roller main
        """)
    try await shell.git("push", "--quiet", "roller", "main", in: work)
    #expect(await lead() == nil)
    let tracked = try await shell.git("rev-parse", "roller/main", in: work)
    #expect(tracked == (try await shell.git("rev-parse", "main", in: work)))
  }

  @Test("when both have gone on, the remedy takes the forge's commits first, and works")
  func diverged() async throws {
    let forge = try await found(for: "work")
    try await shell.git("clone", "--quiet", forge.repository.path, "other", in: folder.url.path)
    try await commit("Theirs", in: folder.path("other"))
    try await shell.git("push", "--quiet", "origin", "main", in: folder.path("other"))
    try await commit("Ours")
    let lead = try #require(
      await CheckoutLead.read(work, forge: forge.repository, environment: ForgeWorld.environment))
    #expect((lead.commits, lead.missing) == (1, 1))
    #expect(lead.note.hasSuffix("git pull --rebase roller main, then git push roller main"))
    try await shell.git("pull", "--quiet", "--rebase", "roller", "main", in: work)
    try await shell.git("push", "--quiet", "roller", "main", in: work)
  }

  @Test("a remote called roller that leads elsewhere stays; the path is told instead")
  func foreignRemote() async throws {
    try await shell.git("remote", "add", "roller", "https://github.com/o/n", in: work)
    let forge = try await found(for: "work")
    #expect(
      try await shell.git("remote", "get-url", "roller", in: work) == "https://github.com/o/n")
    try await commit("Second")
    let lead = try #require(
      await CheckoutLead.read(work, forge: forge.repository, environment: ForgeWorld.environment))
    #expect(lead.note.hasSuffix("git push \(forge.repository.path) main"))
  }
}
