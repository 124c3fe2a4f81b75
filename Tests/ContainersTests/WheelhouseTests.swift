import Digest
import Errors
import Foundation
import ReleaseModel
import TestKit
import Testing

@testable import Containers

@Suite("Third-party wheels of a check", .timeLimit(.minutes(20)))
struct WheelhouseTests {
  private func package(_ folder: TemporaryFolder) throws -> PackageFolder {
    try folder.write(
      "#!/bin/sh\n[ -e \"$4/a.whl\" ] || echo wheel > \"$4/a.whl\"\n",
      to: "packages/tiny/fetch.sh", executable: true)
    let name = try #require(PackageName("tiny"))
    return PackageFolder(
      PackageRecipe(name: name, inputs: [], needs: [], build: smallStep("x.sh"), targets: [:]),
      in: folder.url)
  }

  @Test("are a copy of the validation's own, which no later fetching or deleting reaches")
  func copied() async throws {
    let folder = try TemporaryFolder()
    let machine = realMachine()
    let owner = try #require(machine.owner)
    let scratch = try Scratch.make(in: folder.url.appending(path: "scratch"), owner: owner)
    let wheelhouse = Wheelhouse(
      machine: machine, configuration: folder.url.appending(path: "containers.conf"),
      folder: folder.url.appending(path: "wheelhouse"), scratch: scratch)
    let log = RunLog(file: folder.url.appending(path: "log"), onLine: { _ in })
    let target = try #require(TargetName("t"))
    let package = try package(folder)
    let copy = try #require(
      try await wheelhouse.fill(
        for: package, target: target, python: PythonTag("cp311")!, log: log))
    #expect(copy.digests == ["a.whl": SHA256Digest(of: "wheel\n")])
    try FileManager.default.removeItem(at: folder.url.appending(path: "wheelhouse"))
    let file = copy.folder.appending(path: "a.whl")
    #expect(try String(contentsOf: file, encoding: .utf8) == "wheel\n")
    let mount = StepMount(copy.folder, at: "/wheelhouse", holding: copy.digests)
    _ = try await MountWatch.begin(on: [mount], for: "check")
    try Data("WHEEL\n".utf8).write(to: file)
    await #expect(throws: Failure.self) {
      _ = try await MountWatch.begin(on: [mount], for: "check")
    }
  }
}
