import Foundation
import Git
import Processes

/// The first-parent commits of the tracking branch, oldest first, as a file of the mirror: 20 bytes for
/// each.
///
/// It only shortens proofs. git, and libgit2, walk half of history to show that an old commit is an
/// ancestor; here it is looked up. A file that does not end at the branch's head says nothing.
struct BranchIndex: Sendable {
  private let file: URL

  init(in folder: String) {
    file = URL(fileURLWithPath: folder).appending(path: "upstream-line")
  }

  /// Whether the line up to `head` has `commit`; nil when the file does not know.
  func contains(_ commit: ObjectID, upTo head: ObjectID) -> Bool? {
    guard let bytes = bytes(), last(of: bytes) == Self.bytes(of: head) else { return nil }
    let wanted = Self.bytes(of: commit)
    let isThere = bytes.withUnsafeBytes { line in
      wanted.withUnsafeBytes { id in
        stride(from: line.count - Self.width, through: 0, by: -Self.width).contains { start in
          memcmp(line.baseAddress! + start, id.baseAddress!, Self.width) == 0
        }
      }
    }
    // What came in by merges is on the branch and not on its line.
    return isThere ? true : nil
  }

  /// Lets the file end at `head`; to be called under the mirror's lock.
  func extend(to head: ObjectID, in git: borrowing OpenRepository) throws(GitError) {
    let known = bytes() ?? Data()
    let end = last(of: known)
    guard end != Self.bytes(of: head) else { return }
    for limit in [64, 4_096, Int.max] {
      let line = try git.firstParents(of: head, limit: limit).map { Self.bytes(of: $0.id) }
      if let position = line.firstIndex(where: { $0 == end }) {
        return write(known + Data(line[..<position].reversed().joined()))
      }
      guard line.count == limit else { return write(Data(line.reversed().joined())) }
    }
  }

  private func bytes() -> Data? {
    let bytes = try? Data(contentsOf: file)
    return bytes.flatMap { $0.isEmpty || $0.count % Self.width != 0 ? nil : $0 }
  }

  private func last(of bytes: Data) -> [UInt8] { Array(bytes.suffix(Self.width)) }

  /// A disk that is full costs time and nothing else.
  private func write(_ bytes: Data) { try? WholeFile(file).write(Array(bytes), isDurable: false) }

  private static let width = 20

  private static func bytes(of id: ObjectID) -> [UInt8] {
    let digits = Array(id.hexadecimal.utf8).map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
