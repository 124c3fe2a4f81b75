import ChangeChecks
import Foundation
import ReleaseModel
import TestKit

/// The files of the fixture's release repository, as a good tree that tests damage.
struct OwnFiles: Sendable {
  var files: [String: CheckedFile]

  init() throws {
    let read = CheckedTree.paths
    files = [:]
    for (path, url) in try FixtureRelease.files() {
      guard read.contains(where: { path == $0 || path.hasPrefix("\($0)/") }) else { continue }
      files[path] = CheckedTree.isRead(path) ? .file(Array(try Data(contentsOf: url))) : .unread
    }
  }

  var tree: CheckedTree { CheckedTree(files) }

  func text(_ path: String = VersionInfo.path) -> String {
    guard case .file(let bytes)? = files[path] else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  var info: VersionInfo { get throws { try VersionInfo.read(Array(text().utf8)) } }

  /// The same files with the text at `path` edited; an error when the edit finds nothing to edit.
  func editing(
    _ path: String = VersionInfo.path, _ edit: (String) throws -> String
  ) throws -> OwnFiles {
    let edited = try edit(text(path))
    guard edited != text(path) else { throw NothingToEdit(missing: path) }
    return setting(path, .file(Array(edited.utf8)))
  }

  func setting(_ path: String, _ file: CheckedFile?) -> OwnFiles {
    var copy = self
    copy.files[path] = file
    return copy
  }

  /// The names of git pins that have a label and a date, and of wheel pins.
  func pins(_ kind: PinKind) throws -> [ComponentName] {
    let info = try info
    return info.pins.components.filter { name in
      switch info.pins[name] {
      case .git(let pin)?: kind == .git && pin.date != nil
      case .wheel?: kind == .wheel
      case nil: false
      }
    }
  }

  /// The revision or version that `component` is pinned at, as the file writes it.
  func pinned(_ component: ComponentName) throws -> String {
    switch try info.pins[component] {
    case .git(let pin)?: "\(pin.revision)"
    case .wheel(let pin)?: "\(pin.version)"
    case nil: ""
    }
  }

  enum PinKind { case git, wheel }
}
