import Foundation
import TestKit

/// A clone of the fixture's release repository with a state of its own; caches are the machine's, as
/// they are in use.
package struct NightWorld {
  package let folder: URL
  package let checkout: URL
  private let hasOwnCaches: Bool

  static var roller: URL { OwnRepository.roller }

  /// A world whose pins and schedule are edited by `edits`: path, text, and what takes its place.
  ///
  /// The clone has an origin, as a person's has.
  package init(
    _ name: String, edits: [(path: String, from: String, to: String)] = [],
    recipes: FixtureRelease.Recipes = .small
  ) throws {
    hasOwnCaches = false
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("night-\(name)-\(UUID().uuidString.prefix(8))")
    checkout = folder.appendingPathComponent("checkout")
    let origin = folder.appendingPathComponent("origin/release")
    try FixtureRelease.grow(at: origin, git: isolated, recipes: recipes)
    try git(["clone", "--quiet", origin.path, checkout.path], in: folder)
    for edit in edits { try self.edit(edit.path, edit.from, edit.to) }
    try git(["commit", "--quiet", "--all", "--allow-empty", "--message", "The world of a test"])
  }

  /// A checkout that something else made in `folder`, whose caches are its own too.
  package init(folder: URL, checkout: URL) {
    self.folder = folder
    self.checkout = checkout
    hasOwnCaches = true
  }

  package func remove() { try? FileManager.default.removeItem(at: folder) }

  package var environment: [String: String] {
    var variables = ProcessInfo.processInfo.environment
    variables["XDG_STATE_HOME"] = folder.appendingPathComponent("state").path
    if hasOwnCaches { variables["XDG_CACHE_HOME"] = folder.appendingPathComponent("cache").path }
    variables["CI"] = "1"
    variables["GIT_CONFIG_NOSYSTEM"] = "1"
    variables["GIT_CONFIG_GLOBAL"] = "/dev/null"
    return variables
  }

  /// The bare repository of the local forge.
  package var forge: URL? {
    let forges = folder.appendingPathComponent("state/openxla-compiler-release/forges")
    let names = try? FileManager.default.contentsOfDirectory(atPath: forges.path)
    return names?.first { $0.hasSuffix(".git") }.map { forges.appendingPathComponent($0) }
  }

  /// What git says in the forge.
  package func asked(_ arguments: [String]) throws -> [String] {
    guard let forge else { return [] }
    return try git(["--git-dir", forge.path] + arguments).split(separator: "\n").map(String.init)
  }

  /// Replaces a text in a file of the checkout, which must have it.
  package func edit(_ path: String, _ from: String, _ to: String) throws {
    let file = checkout.appendingPathComponent(path)
    try String(contentsOf: file, encoding: .utf8).edited(from, to: to)
      .write(to: file, atomically: true, encoding: .utf8)
  }

  private var isolated: IsolatedGit {
    IsolatedGit(home: folder.path, person: "test", email: "test@invalid")
  }

  @discardableResult
  package func git(_ arguments: [String], in folder: URL? = nil) throws -> String {
    try isolated.runAndWait(arguments, in: folder ?? checkout)
  }
}
