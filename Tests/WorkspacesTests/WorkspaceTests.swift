import Errors
import Foundation
import ReleaseModel
import Testing
import Workspaces

@Suite(.timeLimit(.minutes(20))) struct WorkspaceTests {
  @Test("a missing component is cloned at its pin, and moves when the pin does")
  func clonesAndMoves() async throws {
    let family = try await SmallFamily()
    let old = try await family.revision("iree", "HEAD~1")
    let first = try family.checkout(at: old)
    #expect(try await family.workspace.state(of: first) == .missing)
    #expect(try await family.workspace.bring(first, options: options()) == .clone)
    #expect(try await family.revision("work/iree", "HEAD") == old)
    #expect(try await family.workspace.bring(first, options: options()) == .nothing)

    // A commit that the clone does not have yet.
    let new = try await family.commit("iree", "three")
    let second = try family.checkout(at: new)
    #expect(try await family.workspace.bring(second, options: options()) == .move(from: old))
    #expect(try await family.revision("work/iree", "HEAD") == new)
    let back = try await family.workspace.bring(first, options: options())
    #expect(back == .move(from: new))
  }

  @Test("a tree with changes stays as it is, in the component and in its submodules")
  func leavesChanges() async throws {
    let family = try await SmallFamily()
    let pinned = try family.checkout(at: try await family.revision("iree", "HEAD"))
    _ = try await family.workspace.bring(pinned, options: options())
    let earlier = try family.checkout(at: try await family.revision("iree", "HEAD~1"))
    for file in ["file", "third_party/llvm/file"] {
      let place = pinned.folder.appendingPathComponent(file)
      let before = try Data(contentsOf: place)
      try Data("mine".utf8).write(to: place)
      let step = try await family.workspace.bring(earlier, options: options())
      #expect(step == .leave(because: "1 file has changes"))
      #expect(try String(contentsOf: place, encoding: .utf8) == "mine")
      #expect(try await family.revision("work/iree", "HEAD") == pinned.revision)
      try before.write(to: place)
    }
    #expect(
      try await family.workspace.bring(earlier, options: options())
        == .move(from: pinned.revision))
  }

  @Test("commits that no branch has are not left behind; those on a branch may be")
  func leavesCommits() async throws {
    let family = try await SmallFamily()
    let pinned = try family.checkout(at: try await family.revision("iree", "HEAD"))
    _ = try await family.workspace.bring(pinned, options: options())
    let mine = try await family.commit("work/iree", "mine")
    let step = try await family.workspace.bring(pinned, options: options())
    guard case .leave(let why) = step else {
      Issue.record("it moved away from a commit: \(step)")
      return
    }
    #expect(why.contains("1 commit is on no branch"))
    try await family.git(["-C", family.path("work/iree"), "branch", "kept"])
    #expect(try await family.workspace.bring(pinned, options: options()) == .move(from: mine))
  }

  @Test("submodules come at their links, within the patterns, as deep as asked")
  func submodules() async throws {
    let family = try await SmallFamily()
    let pinned = try family.checkout(at: try await family.revision("iree", "HEAD"))
    let llvm = pinned.folder.appendingPathComponent("third_party/llvm/file").path
    let inner = pinned.folder.appendingPathComponent("third_party/llvm/deep/inner/file").path
    let files = FileManager.default
    _ = try await family.workspace.bring(pinned, options: options(excluding: ["iree:third_party"]))
    #expect(!files.fileExists(atPath: llvm))
    _ = try await family.workspace.bring(pinned, options: options())
    #expect(files.fileExists(atPath: llvm) && !files.fileExists(atPath: inner))
    var deep = try options(excluding: ["third_party/llvm/deep"])
    deep.isRecursive = true
    _ = try await family.workspace.bring(pinned, options: deep)
    #expect(!files.fileExists(atPath: inner))
    deep.excluded = try ExclusionPatterns([])
    _ = try await family.workspace.bring(pinned, options: deep)
    #expect(files.fileExists(atPath: inner))
  }

  @Test("a submodule that stands elsewhere than its link says does not hold a move up")
  func staleSubmodule() async throws {
    let family = try await SmallFamily()
    let pinned = try family.checkout(at: try await family.revision("iree", "HEAD"))
    _ = try await family.workspace.bring(pinned, options: options())
    try await family.commit("llvm", "two")
    try await family.git(["-C", family.path("iree/third_party/llvm"), "pull", "--quiet"])
    let new = try family.checkout(at: try await family.commit("iree", "three"))
    var without = try options()
    without.submodules = false
    _ = try await family.workspace.bring(new, options: without)
    let back = try await family.workspace.bring(pinned, options: options())
    #expect(back == .move(from: new.revision))
  }

  @Test("a folder that is no repository, and an upstream that is gone, are named")
  func refuses() async throws {
    let family = try await SmallFamily()
    let pinned = try family.checkout(at: try await family.revision("iree", "HEAD"))
    try FileManager.default.createDirectory(
      at: pinned.folder, withIntermediateDirectories: true)
    let step = try await family.workspace.bring(pinned, options: options())
    #expect(step == .leave(because: "the folder exists but is not a git repository"))
    try FileManager.default.removeItem(at: pinned.folder)
    try FileManager.default.removeItem(atPath: family.path("iree"))
    let error = await #expect(throws: Failure.self) {
      try await family.workspace.bring(pinned, options: options())
    }
    #expect(error?.doing.contains("cloning iree") == true)
    #expect(!FileManager.default.fileExists(atPath: pinned.folder.path))
  }
}

@Suite(.timeLimit(.minutes(20))) struct WorkspaceFileTests {
  @Test("a workspace is found from any folder inside, and may be moved with its release clone")
  func findsAndMoves() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("workspace-file-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let release = folder.appendingPathComponent("a/release")
    let inside = folder.appendingPathComponent("a/iree/deep")
    for place in [release, inside] {
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    }
    #expect(try WorkspaceFile.find(around: inside) == nil)
    let file = WorkspaceFile(folder: folder.appendingPathComponent("a"), release: release)
    try file.write()
    try file.write()
    #expect(try WorkspaceFile.find(around: inside)?.release.path == release.path)
    try FileManager.default.moveItem(
      at: folder.appendingPathComponent("a"), to: folder.appendingPathComponent("b"))
    let moved = try WorkspaceFile.find(around: folder.appendingPathComponent("b/iree"))
    #expect(moved?.release.path == folder.appendingPathComponent("b/release").path)
  }

  @Test("a workspace file that names nothing, and a pattern that is none, are refused")
  func refuses() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("workspace-file-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("{}".utf8).write(to: folder.appendingPathComponent(WorkspaceFile.name))
    #expect(throws: Failure.self) { try WorkspaceFile.find(around: folder) }
    #expect(throws: Failure.self) { try ExclusionPatterns(["ok", "("]) }
  }
}
