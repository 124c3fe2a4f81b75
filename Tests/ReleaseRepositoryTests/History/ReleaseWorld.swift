import Digest
import Foundation
import Git
import ReleaseModel

/// A bare release repository in a temporary folder, whose main the test writes commit by commit.
final class ReleaseWorld {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("release-history-\(UUID().uuidString)")
  let repository: Repository
  private(set) var head: ObjectID?
  private var seconds: Int64 = 1_790_000_000

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    repository = try Repository.create(bareAt: folder.appendingPathComponent("r.git").path)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// A commit on main with `files`, later than all before it.
  @discardableResult
  func commit(_ message: String, _ files: [String: String], author: String = "Ada") throws
    -> ObjectID
  {
    let git = try repository.open()
    var changes: [TreeChange] = []
    for (path, text) in files.sorted(by: { $0.key < $1.key }) {
      changes.append(.put(try TreePath(path), try git.write(blob: Array(text.utf8))))
    }
    let base = try head.map { try git.commit($0).tree }
    seconds += 86_400
    let id = try git.write(
      CommitDraft(
        tree: try git.tree(updating: base, with: changes), parents: head.map { [$0] } ?? [],
        signature: Signature(name: author, email: "ada@example.org", seconds: seconds),
        message: message))
    _ = try git.update([.set(.main, to: id, expecting: head)])
    head = id
    return id
  }

  /// A commit that pins `pins`, by component: a number stands for a made-up revision.
  @discardableResult
  func pin(_ pins: [(String, Int)], _ message: String, version: String = "0.1.0") throws
    -> ObjectID
  {
    try commit(message, [VersionInfo.path: versionInfo(pins, version: version)])
  }

  /// The annotated tag `name` of main's head.
  func tag(_ name: String) throws {
    let git = try repository.open()
    guard let head else { return }
    let tag = try git.write(
      TagDraft(
        name: name, target: head,
        tagger: Signature(name: "Ada", email: "ada@example.org", seconds: seconds), message: name))
    _ = try git.update([.set(try ReferenceName(tag: name), to: tag, expecting: nil)])
  }
}

/// The revision that `number` stands for.
func revision(_ number: Int) -> String {
  let digits = String(number + 1, radix: 16)
  return String(repeating: "0", count: 40 - digits.count) + digits
}

func versionInfo(_ pins: [(String, Int)], version: String = "0.1.0") -> String {
  let lines = pins.map { "    \"\($0.0)\": { \"revision\": \"\(revision($0.1))\" }" }
  return """
    {
      "package-version": "\(version)",
      "package-suffix": "",
      "pins": {
    \(lines.joined(separator: ",\n"))
      }
    }

    """
}

func name(_ text: String) throws -> ComponentName {
  guard let name = ComponentName(text) else { throw NotAName(text: text) }
  return name
}

struct NotAName: Error { let text: String }
