import BlockingPool
import Digest
import Errors
import Foundation
import ReleaseModel

extension PackageValidator {
  /// A scratch folder of this process.
  func makeScratch() throws(Failure) -> Scratch {
    guard let owner = machine.owner else { throw noProcessTable() }
    return try Scratch.make(in: Scratch.root(below: cache), owner: owner)
  }

  /// Lays the recipes out in `scratch`; the folder with `packages` and `images`.
  func laidOut(in scratch: Scratch) async throws(Failure) -> URL {
    let (recipes, folder) = (recipes, scratch.fresh("recipes"))
    let written = await BlockingPool.shared.run { () -> Result<Void, Failure> in
      do throws(Failure) { return .success(try recipes.write(to: folder)) } catch {
        return .failure(error)
      }
    }
    try written.get()
    return folder
  }

  /// Refuses recipes in `folder` that are not the commit's any more.
  func verify(_ folder: URL) async throws(Failure) {
    let recipes = recipes
    guard let path = await BlockingPool.shared.run({ recipes.damage(in: folder) }) else { return }
    throw Failure(
      .badData, doing: "reading the recipes",
      found: "\(folder.path)/\(path) was changed or deleted",
      hint: "run again, and make sure that nothing else writes to the cache")
  }

  /// The digest that evidence names, over the recipes in `folder` and what of `target` decides a
  /// verdict.
  func recipe(for target: Target, in folder: URL) async throws(Failure) -> SHA256Digest {
    let folders = Set(
      packages.flatMap { PackageFolder($0, in: folder).recipeFolders }.map { "packages/\($0)" })
    let files = try await digest(of: ["images"] + folders, in: folder)
    return SHA256Digest(of: "\(files)\n\(target.recipeText)")
  }

  /// The digests over the packages' own recipes.
  func digests(
    of packages: [PackageFolder]
  ) async throws(Failure) -> [PackageName: SHA256Digest] {
    var digests: [PackageName: SHA256Digest] = [:]
    for package in packages {
      digests[package.definition.name] = try await digest(
        of: package.recipeFolders, in: package.folder.deletingLastPathComponent())
    }
    return digests
  }

  private func digest(
    of names: [String], in folder: URL
  ) async throws(Failure) -> SHA256Digest {
    let result = await BlockingPool.shared.run { () -> Result<SHA256Digest, any Error> in
      Result { try recipeDigest(of: names, in: folder) }
    }
    do { return try result.get() } catch {
      throw Failure(
        .badData, doing: "reading the recipes", found: "\(error)",
        hint: "the commit must have the folders packages/ and images/; docs/recipes.md")
    }
  }
}
