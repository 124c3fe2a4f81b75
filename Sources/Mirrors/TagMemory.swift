import Foundation
import Processes
import ReleaseModel

/// Which commit each tag stood for when the mirror first saw it: a text file inside of the mirror.
struct TagMemory: Sendable {
  let folder: URL

  private var file: URL { folder.appending(path: "upstream-tags") }

  /// Those of `tags` that moved; the new ones are remembered. To be called under the mirror's lock.
  func moved(among tags: [UpstreamTag]) throws -> [MovedTag] {
    var seen = remembered()
    let known = seen.count
    var moved: [MovedTag] = []
    for tag in tags {
      guard let old = seen[tag.name] else {
        seen[tag.name] = tag.revision
        continue
      }
      if old != tag.revision { moved.append(MovedTag(name: tag.name, old: old, new: tag.revision)) }
    }
    if seen.count > known { try write(seen) }
    return moved
  }

  /// Where the tag `name` was first seen; nil when it never was.
  func first(_ name: String) -> Revision? { remembered()[name] }

  /// Lines of a commit and a name; a line that is neither is forgotten.
  private func remembered() -> [String: Revision] {
    guard let bytes = FileManager.default.contents(atPath: file.path) else { return [:] }
    var seen: [String: Revision] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, let revision = Revision(String(parts[0])) else { continue }
      seen[String(parts[1])] = revision
    }
    return seen
  }

  private func write(_ seen: [String: Revision]) throws {
    let lines = seen.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)\n" }
    try WholeFile(file).write(Array(lines.joined().utf8), isDurable: false)
  }
}
