import Digest
import Foundation
import ReleaseModel
import Rolling
import TestKit
import Testing

@testable import Containers

@Suite("Recipes", .timeLimit(.minutes(20)))
struct RecipeTests {
  private func read(_ text: String) -> Result<PackageDefinition, ContainerError> {
    do throws(ContainerError) {
      return .success(
        try PackageDefinition(parsing: Array(text.utf8), at: "packages/x/package.json"))
    } catch { return .failure(error) }
  }

  @Test("a package.json is read: limits, products of checks, the host that a check needs")
  func definition() throws {
    let text = """
      {"name": "x", "inputs": ["iree-base-compiler"],
       "build": {"image": "build", "script": "build.py", "limits": {"memory-mib": 4096, "minutes": 10}},
       "check": {"image": "clean", "script": "check.py"},
       "targets": {
         "linux-aarch64": {"host-target": "linux-x86_64", "checks": [
           {"package": ["install"]},
           {"via": "python", "programs": ["add", "mlp"], "devices": ["vmvx", "cuda"]}],
           "optional": {"mlp/cuda/python": "no device"}}}}
      """
    let package = try read(text).get()
    let target = try #require(package.targets[TargetName("linux-aarch64")!])
    #expect(
      target.checks == [
        "install", "add/vmvx/python", "mlp/vmvx/python", "add/cuda/python", "mlp/cuda/python",
      ])
    #expect(target.optional == ["mlp/cuda/python"])
    #expect(target.host == TargetName("linux-x86_64"))
    #expect(package.build.limits.memory == 4_096)
    #expect(package.build.limits.time == .seconds(600))
    #expect(package.pack == nil)
    #expect(package.build.interpreter == "/opt/tools/bin/python")
    #expect(package.check?.interpreter == "/usr/bin/python3.11")
  }

  @Test("the chosen flavour's members are used, and a build-only target has no checks")
  func flavour() throws {
    let text = """
      {"name": "x", "flavour": "source", "plugins": ["left", "out"],
       "flavours": {
         "wheel": {"inputs": ["iree-base-compiler"]},
         "source": {
           "inputs": [{"component": "iree", "paths": ["compiler"]}, "openxla-nvgpu"],
           "needs": ["y"], "plugins": ["cublas"],
           "pack": {"image": "build", "script": "pack.py", "limits": {"cpus": 1}}}},
       "build": {"image": "compile", "script": "build.py"},
       "targets": {"macos-arm64": {"build-only": true}}}
      """
    let package = try read(text).get()
    #expect(package.flavour == "source")
    #expect(package.inputs.map(\.component.description) == ["iree", "openxla-nvgpu"])
    #expect(package.inputs.map(\.paths) == [["compiler"], []])
    #expect(package.needs.map(\.description) == ["y"])
    #expect(package.plugins == ["cublas"])
    #expect(package.pack?.limits.cores == 1)
    #expect(package.check == nil)
    #expect(package.targets[TargetName("macos-arm64")!]?.isBuildOnly == true)
    #expect(package.build.interpreter == "/usr/bin/python3.11")
  }

  @Test("every mistake of a package.json is named at once")
  func mistakes() throws {
    let text = """
      {"name": "X!", "inputs": "all", "build": {"image": "build", "script": "../x"},
       "check": {"image": "clean", "script": "check.py", "limits": {"memory": 1, "pids": 0}},
       "targets": {"t": {"checks": [], "optional": {"a": "b"}}}}
      """
    guard case .failure(let error) = read(text) else {
      Issue.record("accepted")
      return
    }
    #expect(
      error.found == """
        /name: expected a name, \(PackageName.grammar); \
        /inputs: expected an array of names, found a string; \
        /build: expected an image and a script beside package.json; \
        /check/limits/memory: not a limit; \
        /check/limits/pids: expected a number from 1 to 1000000; \
        /targets/t/checks: expected the checks that must run, found none; \
        /targets/t/optional: a is not a check
        """)
  }

  @Test("the package of this repository is read")
  func ourPackage() throws {
    let target = try #require(TargetName("linux-x86_64"))
    let packages = try PackageFolder(
      in: OwnRepository.source("packages").deletingLastPathComponent()
    ).packages(
      [try #require(PackageName("openxla-compiler"))], for: target)
    #expect(
      packages.map(\.definition.name.description)
        == ["iree-runtime", "iree-compiler", "openxla-compiler"])
    #expect(packages.last?.definition.targets[target]?.checks.count ?? 0 > 10)
  }

  @Test("a shared library decides verdicts with the package that names it")
  func library() throws {
    let folder = try TemporaryFolder()
    let step = #"{"image": "build", "script": "x.sh", "limits": {}}"#
    for (name, library) in [("alone", ""), ("sharing", #""library": "kit", "#)] {
      try folder.write(
        """
        {"name": "\(name)", \(library)"inputs": [], "build": \(step), "check": \(step),
         "targets": {"t": {"checks": [{"package": ["install"]}]}}}
        """, to: "packages/\(name)/package.json")
    }
    let names = [try #require(PackageName("alone")), try #require(PackageName("sharing"))]
    let packages = try PackageFolder(in: folder.url).packages(
      names, for: try #require(TargetName("t")))
    #expect(packages.map(\.recipeFolders) == [["alone"], ["sharing", "kit"]])
    #expect(packages.map(\.library?.lastPathComponent) == [nil, "kit"])
  }

  @Test("a recipe's digest is over paths and contents, not over tests and leftovers")
  func digests() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "packages/x/build.py")
    try folder.write("b", to: "images/linux/build.sh")
    let before = try recipeDigest(of: ["images", "packages"], in: folder.url)
    try folder.write("c", to: "packages/x/__pycache__/build.pyc")
    try folder.write("c", to: "packages/x/tests/test_build.py")
    try folder.write("a", to: "packages/x/build.py", executable: true)
    #expect(try recipeDigest(of: ["packages", "images"], in: folder.url) == before)
    try folder.write("d", to: "packages/x/build.py")
    let changed = try recipeDigest(of: ["packages", "images"], in: folder.url)
    #expect(changed != before)
    try folder.write("a", to: "packages/x/build.py")
    try folder.write("", to: "packages/x/new.py")
    #expect(try recipeDigest(of: ["packages", "images"], in: folder.url) != before)
    #expect(throws: (any Error).self) { try recipeDigest(of: ["missing"], in: folder.url) }
  }

  @Test("recipes are laid out as they are, and a path that leaves the folder is refused")
  func export() throws {
    let folder = try TemporaryFolder()
    let files = [
      RepositoryFile(path: "images/linux/build.sh", bytes: Array("#!".utf8), isExecutable: true),
      RepositoryFile(path: "packages/x/package.json", bytes: Array("{}".utf8), isExecutable: false),
    ]
    let place = folder.url.appending(path: "recipes")
    try RecipeExport(files).write(to: place)
    let script = place.appending(path: "images/linux/build.sh").path
    #expect(FileManager.default.isExecutableFile(atPath: script))
    for path in ["../x", "/etc/x", "packages//x", "packages/./x"] {
      let bad = [RepositoryFile(path: path, bytes: [], isExecutable: false)]
      #expect(throws: ContainerError.self) { try RecipeExport(bad).write(to: folder.url) }
    }
    let laidOut = try FileManager.default.contentsOfDirectory(atPath: place.path)
    #expect(laidOut.sorted() == ["images", "packages"])
  }
}
