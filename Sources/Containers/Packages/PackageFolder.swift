import Foundation
import ReleaseModel

/// The folder `packages` of the recipes.
struct PackageFolder: Sendable {
  /// A package with the folder of its scripts.
  struct Package: Sendable, Hashable {
    let definition: PackageDefinition
    let folder: URL

    /// The folders that decide its verdicts, by their names beside each other.
    var recipeFolders: [String] {
      [folder.lastPathComponent] + (library.map { [$0.lastPathComponent] } ?? [])
    }

    /// The folder of the code that its scripts share with other packages'.
    var library: URL? {
      definition.library.map {
        folder.deletingLastPathComponent().appending(path: $0.description)
      }
    }

    /// Fetches what the check needs besides what was built; nil when it needs nothing.
    var fetchScript: URL? {
      let script = folder.appending(path: "fetch.sh")
      return FileManager.default.fileExists(atPath: script.path) ? script : nil
    }
  }

  private let folder: URL

  init(in recipes: URL) {
    folder = recipes.appending(path: "packages")
  }

  /// The packages called `names`, and what they need, that are made for `target`, each after those
  /// that it needs.
  func packages(
    _ names: [PackageName], for target: TargetName
  ) throws(ContainerError) -> [Package] {
    let order = try inOrder(closure(of: names)).filter { $0.definition.targets[target] != nil }
    guard !order.isEmpty else {
      throw ContainerError(
        .badRecipe, doing: "reading \(folder.path)", found: "no package is made for \(target)",
        hint: "add the target to a package.json, or disable it in schedules/targets.json")
    }
    return order
  }

  /// The packages called `names` and all that they need, by name.
  func closure(of names: [PackageName]) throws(ContainerError) -> [Package] {
    let all = try all()
    var wanted: Set<PackageName> = []
    var left = names
    while let name = left.popLast() {
      guard wanted.insert(name).inserted else { continue }
      guard let package = all.first(where: { $0.definition.name == name }) else {
        throw ContainerError(
          .badRecipe, doing: "looking for the package \(name)", found: "no such folder",
          hint: "packages/\(name)/package.json belongs to the recipes")
      }
      left += package.definition.needs
    }
    return all.filter { wanted.contains($0.definition.name) }
  }

  private func all() throws(ContainerError) -> [Package] {
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() } catch {
      throw ContainerError(doing: "reading \(folder.path)", failure: error)
    }
    var packages: [Package] = []
    for name in names {
      let place = folder.appending(path: name)
      let file = place.appending(path: "package.json")
      guard let bytes = try? Data(contentsOf: file) else { continue }
      let definition = try PackageDefinition(parsing: Array(bytes), at: file.path)
      packages.append(Package(definition: definition, folder: place))
    }
    return packages
  }

  private func inOrder(_ packages: [Package]) throws(ContainerError) -> [Package] {
    var done: [Package] = []
    var left = packages
    while !left.isEmpty {
      let names = Set(done.map(\.definition.name))
      let ready = left.filter { names.isSuperset(of: $0.definition.needs) }
      guard !ready.isEmpty else {
        throw ContainerError(
          .badRecipe, doing: "ordering the packages",
          found: "these need packages that are missing or need each other: "
            + left.map(\.definition.name.description).joined(separator: ", "),
          hint: "check the \"needs\" in their package.json")
      }
      done += ready
      left.removeAll { ready.contains($0) }
    }
    return done
  }
}
