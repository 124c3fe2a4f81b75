import Foundation
import Rolling
import TestKit
import Testing

@testable import Containers

@Suite("Recipes that were laid out", .timeLimit(.minutes(20)))
struct RecipeDamageTests {
  private let export = RecipeExport([
    RepositoryFile(path: "packages/x/check.py", bytes: Array("red".utf8), isExecutable: false),
    RepositoryFile(path: "images/linux/build.sh", bytes: Array("#!".utf8), isExecutable: true),
  ])

  @Test(
    "are refused before a step begins when they are not the commit's any more",
    arguments: ["packages/x/check.py", "packages/x/sitecustomize.py", "images/linux/build.sh"])
  func damaged(path: String) throws {
    let folder = try TemporaryFolder()
    let place = folder.url.appending(path: "recipes")
    try export.write(to: place)
    #expect(export.damage(in: place) == nil)
    try folder.write("green", to: "recipes/\(path)")
    #expect(export.damage(in: place) == path)
    let package = FolderSnapshot(of: place.appending(path: "packages/x"))
    let damage = package.damage(holding: export.digests(below: "packages/x"))
    #expect(damage == (path.hasPrefix("packages/x/") ? String(path.dropFirst(11)) : nil))
  }
}
