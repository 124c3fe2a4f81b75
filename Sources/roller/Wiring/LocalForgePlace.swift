import Digest
import Foundation

/// Where the local forge of a checkout lies: below the XDG state folder, one for each checkout.
struct LocalForgePlace {
  static let owner = "local"
  static let name = "openxla-compiler-release"

  /// What people open, on a server at `root`.
  static func page(below root: URL) -> String {
    root.appendingPathComponent(owner).appendingPathComponent(name).absoluteString
  }

  /// A bare repository; copying it copies the forge.
  let repository: URL

  init(_ checkout: URL, _ surroundings: Surroundings) {
    // Two clones on one machine have a forge each: one must not roll the other's main.
    let mark = SHA256Digest(of: checkout.standardizedFileURL.path).hexadecimal.prefix(8)
    repository = surroundings.stateFolder.appendingPathComponent(
      "forges/\(Self.name)-\(mark).git", isDirectory: true)
  }
}
