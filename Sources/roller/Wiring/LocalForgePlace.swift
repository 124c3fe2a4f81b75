import Digest
import Foundation

/// Where the local forge of a checkout lies: below the XDG state folder, one for each checkout.
struct LocalForgePlace {
  static let owner = "local"
  static let name = "openxla-compiler-release"
  /// On 127.0.0.1; any that is rarely taken.
  static let port: UInt16 = 8391

  /// What people open, on a server at `root`.
  static func page(below root: URL) -> String {
    root.appendingPathComponent(owner).appendingPathComponent(name).absoluteString
  }

  /// A bare repository; copying it copies the forge.
  let repository: URL
  /// The roller's own copy of its refs and objects, inside of it: deleting the forge deletes it too.
  let mirror: URL

  init(_ checkout: URL, _ surroundings: Surroundings) {
    // Two clones on one machine have a forge each: one must not roll the other's main.
    let mark = SHA256Digest(of: checkout.standardizedFileURL.path).hexadecimal.prefix(8)
    repository = surroundings.stateFolder.appendingPathComponent(
      "forges/\(Self.name)-\(mark).git", isDirectory: true)
    mirror = repository.appendingPathComponent("roller-mirror", isDirectory: true)
  }
}
