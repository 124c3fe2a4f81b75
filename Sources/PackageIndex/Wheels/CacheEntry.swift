import Digest
import Foundation
import Processes

/// The place of one file in the cache of downloads: `wheels/sha256/<hex>/<file name>`.
///
/// The folder's name is the file's hash; any other content is deleted. Its
/// methods block.
struct CacheEntry: Sendable {
  let sha256: SHA256Digest
  let folder: URL

  init(_ sha256: SHA256Digest, in cache: URL) {
    self.sha256 = sha256
    folder = cache.appending(path: "wheels/sha256/\(sha256.hexadecimal)")
  }

  /// Where a download gathers until its hash is known.
  var unverified: URL { folder.appending(path: ".unverified") }

  /// The file, if it is there and its bytes are what the folder's name says.
  ///
  /// It is hashed every time: disks and people change files, and a wheel takes a tenth of a second.
  func file() throws -> URL? {
    for name in try names() where name.hasSuffix(".whl") {
      let file = folder.appending(path: name)
      if try SHA256Digest(ofFileAt: file) == sha256 { return file }
      try FileManager.default.removeItem(at: file)
    }
    return nil
  }

  func create() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Takes the one process at a time that may change the entry; nil while another has it.
  func lock() throws -> FileLock? { try FileLock.attempt(folder.appending(path: ".lock")) }

  /// Lets what was gathered appear under `name`, or throws it away when it is something else.
  func accept(as name: String, size: Int64?) throws -> Acceptance {
    let found = try SHA256Digest(ofFileAt: unverified)
    guard found == sha256 else {
      // The size explains a hash: half a file hashes to anything.
      let bytes = try? FileManager.default.attributesOfItem(atPath: unverified.path)[.size]
      discard()
      if let size, let held = bytes as? Int, Int64(held) != size { return .otherSize(held) }
      return .otherHash(found)
    }
    let file = folder.appending(path: name)
    try WholeFile(file).take(unverified)
    return .accepted(file)
  }

  func discard() { try? FileManager.default.removeItem(at: unverified) }

  enum Acceptance: Sendable {
    case accepted(URL)
    case otherHash(SHA256Digest)
    /// In bytes.
    case otherSize(Int)
  }

  private func names() throws -> [String] {
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }
}
