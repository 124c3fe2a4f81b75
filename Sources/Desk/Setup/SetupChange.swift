/// One thing that `roller setup` changes on this machine.
package enum SetupChange: Equatable, CustomStringConvertible {
  /// A setting of the repository's own configuration.
  case setting(name: String, from: String?, to: String?)
  /// A file, written or taken away.
  case file(path: String, content: String?)

  package var description: String {
    switch self {
    case .setting(let name, let from, let to?):
      "set \(name) = \(to)" + (from.map { "  (was: \($0); --undo restores it)" } ?? "")
    case .setting(let name, let from, nil): "unset \(name)  (was: \(from ?? "nothing"))"
    case .file(let path, _?): "write \(path)"
    case .file(let path, nil): "delete \(path)"
    }
  }
}
