import Digest
import Git
import ReleaseModel
import Synchronization

/// Which pins a version of `version_info.json` holds, by the blob's id, which names its content.
final class PinFileMemory: Sendable {
  private let digests = Mutex<[ObjectID: SHA256Digest?]>([:])

  /// The digest of the pins that `commit` holds; nil where there are none that read.
  func pins(
    of commit: ObjectID, in git: borrowing OpenRepository
  ) throws(GitError) -> SHA256Digest? {
    guard let file = try git.pinFile(of: commit) else { return nil }
    if let known = digests.withLock({ $0[file] }) { return known }
    if let header = try git.header(of: file), header.kind != .blob || header.size > 4 << 20 {
      return nil
    }
    let bytes = try git.pinBytes(file)
    let digest = try? VersionInfo.read(bytes).pins.digest
    digests.withLock { $0[file] = .some(digest) }
    return digest
  }
}
