import Digest
import Foundation
import TestKit
import Testing

@testable import Containers

@Suite("A folder that a container sees", .timeLimit(.minutes(20)))
struct FolderSnapshotTests {
  private func folder() throws -> (TemporaryFolder, URL) {
    let folder = try TemporaryFolder()
    try folder.write("check", to: "seen/check.py")
    try folder.write("data", to: "seen/programs/matmul.mlir")
    return (folder, folder.url.appending(path: "seen"))
  }

  @Test("is the same when nothing happened, or when only another name for a file came")
  func same() throws {
    let (folder, seen) = try folder()
    let file = seen.appending(path: "check.py")
    #expect(FolderSnapshot(of: seen).firstChange() == nil)
    try FileManager.default.linkItem(at: file, to: folder.url.appending(path: "second name"))
    let shared = FolderSnapshot(of: seen)
    try FileManager.default.linkItem(at: file, to: folder.url.appending(path: "third name"))
    try FileManager.default.removeItem(at: folder.url.appending(path: "second name"))
    #expect(shared.firstChange() == nil)
  }

  @Test(
    "is another when a file of it changed, came, went, or was made anew with the same content",
    arguments: ["change", "add", "remove", "again", "all", "rights", "link"])
  func changed(how: String) throws {
    let (folder, seen) = try folder()
    let snapshot = FolderSnapshot(of: seen)
    let manager = FileManager.default
    switch how {
    case "change":
      let handle = try FileHandle(forWritingTo: seen.appending(path: "check.py"))
      try handle.write(contentsOf: Data("CHECK".utf8))
    case "add": try folder.write("x", to: "seen/programs/x")
    case "remove": try manager.removeItem(at: seen.appending(path: "programs/matmul.mlir"))
    case "again":
      try manager.removeItem(at: seen.appending(path: "check.py"))
      try folder.write("check", to: "seen/check.py")
    case "all": try manager.removeItem(at: seen)
    case "rights": try folder.write("check", to: "seen/check.py", executable: true)
    default:
      try manager.removeItem(at: seen.appending(path: "check.py"))
      try manager.createSymbolicLink(
        atPath: seen.appending(path: "check.py").path, withDestinationPath: "/etc/passwd")
    }
    #expect(snapshot.firstChange() != nil)
  }

  @Test("is refused when a file is not the one that it must be, under every name of it")
  func damaged() throws {
    let (folder, seen) = try folder()
    let digests = [
      "check.py": SHA256Digest(of: "check"), "programs/matmul.mlir": SHA256Digest(of: "data"),
    ]
    #expect(FolderSnapshot(of: seen).damage(holding: digests) == nil)
    let file = seen.appending(path: "check.py")
    let name = folder.url.appending(path: "blob")
    try FileManager.default.linkItem(at: file, to: name)
    let handle = try FileHandle(forWritingTo: name)
    try handle.write(contentsOf: Data("CHECK".utf8))
    #expect(FolderSnapshot(of: seen).damage(holding: digests) == "check.py")
    try FileManager.default.removeItem(at: file)
    try folder.write("check", to: "seen/check.py")
    try folder.write("import os", to: "seen/programs/more.py")
    #expect(FolderSnapshot(of: seen).damage(holding: digests) == "programs/more.py")
    try FileManager.default.removeItem(at: file)
    #expect(FolderSnapshot(of: seen).damage(holding: digests) == "check.py")
  }

  @Test("that it writes to is another when it was deleted or made anew")
  func written() async throws {
    let (folder, seen) = try folder()
    defer { withExtendedLifetime(folder) {} }
    let watch = try await MountWatch.begin(
      on: [StepMount(seen, at: "/scratch", writable: true)], for: "build")
    try Data().write(to: seen.appending(path: "output"))
    #expect(await watch.disturbances().isEmpty)
    // The kernel may give the inode of what was deleted to the next folder, so the old one stays.
    try FileManager.default.moveItem(at: seen, to: seen.appendingPathExtension("old"))
    #expect(await watch.disturbances() == [.changed(place: "/scratch", path: "")])
    try FileManager.default.createDirectory(at: seen, withIntermediateDirectories: true)
    #expect(await watch.disturbances() == [.changed(place: "/scratch", path: "")])
  }
}
