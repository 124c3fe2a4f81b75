import Errors
import Foundation
import ReleaseModel
import Rolling
import TestKit
import Testing

@testable import Containers

@Suite("Recipes", .timeLimit(.minutes(20)))
struct RecipeTests {
  @Test("a shared library decides verdicts with the package that names it")
  func library() throws {
    let folder = try TemporaryFolder()
    let packages = try [("alone", nil), ("sharing", PackageName("kit"))].map { name, library in
      PackageFolder(
        PackageRecipe(
          name: try #require(PackageName(name)), library: library, inputs: [], needs: [],
          build: smallStep("x.sh"), targets: [:]), in: folder.url)
    }
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
      #expect(throws: Failure.self) { try RecipeExport(bad).write(to: folder.url) }
    }
    let laidOut = try FileManager.default.contentsOfDirectory(atPath: place.path)
    #expect(laidOut.sorted() == ["images", "packages"])
  }
}
