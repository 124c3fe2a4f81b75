/// Why a name in a tree must not become a name on a disk.
///
/// The same rules as git's own `core.protectHFS` and `core.protectNTFS`, always on: what we export on
/// Linux may be mounted or packed for another system.
/// <https://git-scm.com/docs/git-config#Documentation/git-config.txt-coreprotectHFS>
enum PathFault: Sendable, Equatable {
  case empty
  case dots
  case gitFolder
  case control
  case separator
  case reserved
  case tooLong
  case encoding

  /// Nil when `component` is harmless.
  init?(_ component: some StringProtocol) {
    let name = String(component)
    guard !name.isEmpty else {
      self = .empty
      return
    }
    guard name.utf8.count <= 255 else {
      self = .tooLong
      return
    }
    guard name != ".", name != ".." else {
      self = .dots
      return
    }
    guard !name.unicodeScalars.contains("\u{FFFD}") else {
      self = .encoding
      return
    }
    guard !name.unicodeScalars.contains(where: isControl) else {
      self = .control
      return
    }
    guard !name.contains(where: { $0 == "\\" || $0 == ":" }) else {
      self = .separator
      return
    }
    guard !meansGitFolder(name) else {
      self = .gitFolder
      return
    }
    guard !isReservedOnWindows(name) else {
      self = .reserved
      return
    }
    return nil
  }

  var explanation: String {
    switch self {
    case .empty: "an empty name, or one / too many"
    case .dots: "a name of dots leaves the folder"
    case .gitFolder: "a name that some file systems treat as .git"
    case .control: "a control character in a name"
    case .separator: "a \\ or : in a name, which other systems treat as a separator"
    case .reserved: "a name that Windows reserves"
    case .tooLong: "a name of more than 255 bytes"
    case .encoding: "a name that is not UTF-8"
    }
  }
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value < 0x20 || scalar.value == 0x7F
}

private func meansGitFolder(_ name: String) -> Bool {
  let visible = String(String.UnicodeScalarView(name.unicodeScalars.filter { !isIgnored($0) }))
  var folded = visible.lowercased()
  while folded.hasSuffix(" ") || folded.hasSuffix(".") { folded.removeLast() }
  // NTFS short names: git~1 is .git's in a folder where it came first.
  let isShortName = folded.hasPrefix("git~") && folded.dropFirst(4).allSatisfy(\.isNumber)
  return folded == ".git" || isShortName && folded.count > 4
}

/// Code points that HFS+ drops from names: <https://developer.apple.com/library/archive/technotes/tn/tn1150.html>
private func isIgnored(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x200C...0x200F, 0x202A...0x202E, 0x206A...0x206F, 0xFEFF: true
  default: false
  }
}

private func isReservedOnWindows(_ name: String) -> Bool {
  let stem = name.prefix { $0 != "." }.lowercased().trimmingSuffix(" ")
  if ["con", "prn", "aux", "nul"].contains(stem) { return true }
  guard stem.count == 4, stem.hasPrefix("com") || stem.hasPrefix("lpt") else { return false }
  return stem.last.map { ("1"..."9").contains($0) } ?? false
}

extension String {
  fileprivate func trimmingSuffix(_ character: Character) -> String {
    var text = self
    while text.last == character { text.removeLast() }
    return text
  }
}
