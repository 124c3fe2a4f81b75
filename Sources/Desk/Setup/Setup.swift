import Foundation
import Git
import Processes

/// What git and the shells of one person should know of roller, and the way back.
package struct Setup: ~Copyable {
  /// A shell's completions, and the file in which it looks for them.
  package struct Completion: Sendable, Equatable {
    package let shell: String
    package let url: URL
    package let text: String

    package init(shell: String, url: URL, text: String) {
      self.shell = shell
      self.url = url
      self.text = text
    }
  }

  private let git: OpenRepository
  package let completions: [Completion]

  /// `completions` are those of the shells that are here.
  package init(_ repository: Repository, completions: [Completion]) throws(GitError) {
    git = try repository.open()
    self.completions = completions
  }

  /// What is not as it should be.
  package func changes() throws -> [SetupChange] {
    var changes: [SetupChange] = []
    for (name, value) in Self.settings {
      let found = try git.localSetting(name)
      if found != value { changes.append(.setting(name: name, from: found, to: value)) }
    }
    for file in completions where (try? String(contentsOf: file.url, encoding: .utf8)) != file.text
    {
      changes.append(.file(path: file.url.path, content: file.text))
    }
    return changes
  }

  /// What has to go so that none of roller's settings is left; later changes by others stay.
  package func undoing() throws -> [SetupChange] {
    var changes: [SetupChange] = []
    for (name, value) in Self.settings where try git.localSetting(name) == value {
      let before = try git.localSetting(Self.memory(of: name))
      changes.append(.setting(name: name, from: value, to: before))
    }
    for file in completions where FileManager.default.fileExists(atPath: file.url.path) {
      changes.append(.file(path: file.url.path, content: nil))
    }
    return changes
  }

  /// Makes all of the changes or, when one fails, none; what was set before is remembered beside it,
  /// for the way back.
  package func make(_ changes: [SetupChange], isUndo: Bool) throws {
    var earlier: [Earlier] = []
    do {
      for change in changes {
        earlier.append(try standing(before: change))
        try make(change, isUndo: isUndo)
      }
    } catch {
      for state in earlier.reversed() { try? restore(state) }
      throw error
    }
  }

  private func make(_ change: SetupChange, isUndo: Bool) throws {
    switch change {
    case .setting(let name, let from, let to):
      let memory = Self.memory(of: name)
      if isUndo || from != nil { try git.setLocal(memory, to: isUndo ? nil : from) }
      try git.setLocal(name, to: to)
    case .file(let path, let content?): try write(Data(content.utf8), to: path)
    case .file(let path, nil): try FileManager.default.removeItem(atPath: path)
    }
  }

  /// What was there before a change.
  private enum Earlier {
    case setting(name: String, value: String?, memory: String?)
    case file(path: String, content: Data?)
  }

  private func standing(before change: SetupChange) throws -> Earlier {
    switch change {
    case .setting(let name, _, _):
      .setting(
        name: name, value: try git.localSetting(name),
        memory: try git.localSetting(Self.memory(of: name)))
    case .file(let path, _): .file(path: path, content: FileManager.default.contents(atPath: path))
    }
  }

  private func restore(_ earlier: Earlier) throws {
    switch earlier {
    case .setting(let name, let value, let memory):
      try git.setLocal(Self.memory(of: name), to: memory)
      try git.setLocal(name, to: value)
    case .file(let path, let content?): try write(content, to: path)
    case .file(let path, nil):
      if FileManager.default.fileExists(atPath: path) {
        try FileManager.default.removeItem(atPath: path)
      }
    }
  }

  private func write(_ content: Data, to path: String) throws {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try WholeFile(url).write(Array(content))
  }

  /// Hooks in .git/hooks, which core.hooksPath puts out of use.
  package func silencedHooks() throws -> [String] {
    let folder = git.gitDirectory + "hooks"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { name in
      !name.hasSuffix(".sample")
        && FileManager.default.isExecutableFile(atPath: folder + "/" + name)
    }.sorted()
  }

  private static func memory(of name: String) -> String { "roller-setup.\(name).before" }

  /// Through hooks/roller, which finds the program; a branch that has no such file goes without
  /// (<https://git-scm.com/docs/gitattributes#_defining_a_custom_merge_driver>).
  static let settings: [(name: String, value: String)] = [
    ("core.hooksPath", "hooks"),
    (
      "diff.version-info.textconv",
      "f() { hooks/roller textconv \"$1\" 2>/dev/null || cat \"$1\"; }; f"
    ),
    (
      "diff.version-info.command",
      "f() { if [ -x hooks/roller ]; then hooks/roller git-diff \"$@\"; "
        + "else diff -u -- \"$2\" \"$5\" || :; fi; }; f"
    ),
    ("merge.version-info.name", "pins go forward"),
    (
      "merge.version-info.driver",
      "if [ -x hooks/roller ]; then hooks/roller merge-driver %O %A %B %P; "
        + "else git merge-file -L ours -L base -L theirs %A %O %B; fi"
    ),
  ]
}
