import CommandLineTool
import Digest
import Errors
import Foundation
import LocalForge

/// Where the local forge of a checkout lies: below the XDG state folder, one for each checkout and its
/// worktrees, wherever they are moved.
struct LocalForgePlace: Sendable {
  static let owner = "local"
  static let name = "openxla-compiler-release"
  /// On 127.0.0.1; any that is rarely taken.
  static let port: UInt16 = 8391

  /// What people open, on a server at `root`.
  static func page(below root: URL) -> String {
    root.appendingPathComponent(owner).appendingPathComponent(name).absoluteString
  }

  let checkout: URL
  /// A bare repository; copying it copies the forge.
  let repository: URL
  /// The roller's own copy of its refs and objects, inside of it: deleting the forge deletes it too.
  let mirror: URL
  let isFounded: Bool
  /// What the checkout calls its forge; nil for one that lasts as long as a command.
  let mark: String?

  private init(_ checkout: URL, _ repository: URL, isFounded: Bool, mark: String?) {
    self.checkout = checkout
    self.repository = repository
    self.isFounded = isFounded
    self.mark = mark
    mirror = repository.appendingPathComponent("roller-mirror", isDirectory: true)
  }

  /// A place in `folder`, for a forge that is gone when the command ends.
  init(of checkout: URL, temporarilyIn folder: URL) {
    self.init(
      checkout, folder.appendingPathComponent("forge.git", isDirectory: true), isFounded: false,
      mark: nil)
  }

  /// The place of the forge of `checkout`; nothing is written.
  static func find(of checkout: URL, _ surroundings: Surroundings) async -> LocalForgePlace {
    let environment = surroundings.gitEnvironment
    func repository(_ mark: String) -> URL {
      surroundings.stateFolder.appendingPathComponent(
        "forges/\(name)-\(mark).git", isDirectory: true)
    }
    let known = await CheckoutIdentity.read(checkout.path, environment: environment)
    let folders = [known?.mainWorktree, checkout.standardizedFileURL.path].compactMap(\.self)
    // Two clones on one machine have a forge each: one must not roll the other's main.
    let marks = folders.map { String(SHA256Digest(of: $0).hexadecimal.prefix(8)) }
    // What git does not read has no identity, and founding will say why.
    let identity = known ?? CheckoutIdentity(gitFolder: checkout.path, file: "", forge: nil)
    let choice = await ForgeChoice.choose(
      for: identity, marks: marks,
      record: { await ForgeClaim.record(in: repository($0), environment: environment) },
      original: { await CheckoutIdentity.read($0, environment: environment) })
    return LocalForgePlace(
      checkout, repository(choice.mark), isFounded: choice.isFounded, mark: choice.mark)
  }

  /// Makes the forge if it is not there, and lets it and the checkout know each other; what is worth
  /// saying of it.
  func found(_ surroundings: Surroundings) async throws(Failure) -> [String] {
    let environment = surroundings.gitEnvironment
    let forge = LocalForge(repository: repository, owner: Self.owner, name: Self.name)
    let branch = try await forge.found(
      from: checkout, environment: environment, clock: { Date() })
    guard let mark else { return [] }
    let claim = ForgeClaim(of: repository, by: checkout.path, environment: environment)
    if let identity = await CheckoutIdentity.read(checkout.path, environment: environment) {
      await claim.record(identity, as: mark)
    }
    await claim.addRemote()
    guard let branch else { return [] }
    return [
      branch.note
        ?? "the local forge of this checkout was created from \(branch.description)"
    ]
  }
}
