import Digest
import Errors
import Foundation
import Processes

/// The bytes of releases' files, inside the repository's folder, each under its SHA-256.
///
/// The layout is Git LFS's own (<https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md>):
/// `lfs/objects/ab/cd/abcd…`. Why not git blobs: docs/decisions/0030-local-forge-state.md.
struct AssetStore: Sendable {
  private let root: URL

  init(repository path: String) {
    root = URL(fileURLWithPath: path).appending(path: "lfs", directoryHint: .isDirectory)
  }

  /// Where the file with `digest` lies, or would lie.
  func place(of digest: SHA256Digest) -> URL {
    let digits = digest.hexadecimal
    return root.appending(
      path: "objects/\(digits.prefix(2))/\(digits.dropFirst(2).prefix(2))/\(digits)")
  }

  /// A new empty file for bytes that are still on their way.
  func begin() throws -> IncomingFile {
    let folder = root.appending(path: "incomplete", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return try IncomingFile(at: folder.appending(path: UUID().uuidString))
  }

  /// Moves a complete file to its place, on the disk for good; the same bytes are kept once.
  ///
  /// Doing it again changes nothing: a change of the state may have to be tried twice.
  func keep(_ file: FinishedFile) throws {
    let place = place(of: file.digest)
    if access(file.location.path, F_OK) != 0, access(place.path, F_OK) == 0 { return }
    let folder = place.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    do throws(Failure) { try WholeFile(place).take(file.location) } catch {
      throw Refusal(507, "write \(place.path): \(error.found)")
    }
  }

  /// Forgets a complete file that is not wanted after all.
  func discard(_ file: FinishedFile) {
    unlink(file.location.path)
  }

  /// Frees the bytes of `digest`; nothing happens when they are gone already.
  func remove(_ digest: SHA256Digest) {
    unlink(place(of: digest).path)
  }
}
