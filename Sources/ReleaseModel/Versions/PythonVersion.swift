/// A version as PEP 440 defines it: epoch, release, pre, post, dev and local parts.
///
/// Nightlies differ in all of them, so nothing less than the whole order will do:
/// <https://packaging.python.org/en/latest/specifications/version-specifiers/>.
package struct PythonVersion: Sendable {
  package enum PreKind: Int, Sendable, Hashable { case alpha, beta, candidate }

  package struct Pre: Sendable, Hashable {
    package let kind: PreKind
    package let number: UInt64
  }

  package enum LocalPart: Sendable, Hashable {
    case text(String)
    case number(UInt64)
  }

  package let epoch: UInt64
  package let release: [UInt64]
  package let pre: Pre?
  package let post: UInt64?
  package let dev: UInt64?
  package let local: [LocalPart]

  /// A pre-release or a development release, which installers skip unless asked.
  package var isPreRelease: Bool { pre != nil || dev != nil }

  /// Parses `text` in any spelling that PEP 440 normalises, or nil.
  package init?(_ text: String) {
    var scanner = VersionScanner(text)
    guard let parts = scanner.version() else { return nil }
    self = parts
  }

  init(
    epoch: UInt64, release: [UInt64], pre: Pre?, post: UInt64?, dev: UInt64?, local: [LocalPart]
  ) {
    self.epoch = epoch
    self.release = release
    self.pre = pre
    self.post = post
    self.dev = dev
    self.local = local
  }
}

extension PythonVersion: CustomStringConvertible {
  /// The normal form.
  package var description: String {
    var text = epoch == 0 ? "" : "\(epoch)!"
    text += release.map(String.init).joined(separator: ".")
    if let pre { text += "\(pre.kind)\(pre.number)" }
    if let post { text += ".post\(post)" }
    if let dev { text += ".dev\(dev)" }
    if !local.isEmpty { text += "+" + local.map(\.description).joined(separator: ".") }
    return text
  }
}

extension PythonVersion.PreKind: CustomStringConvertible {
  package var description: String {
    switch self {
    case .alpha: "a"
    case .beta: "b"
    case .candidate: "rc"
    }
  }
}

extension PythonVersion.LocalPart: CustomStringConvertible {
  package var description: String {
    switch self {
    case .text(let text): text
    case .number(let number): String(number)
    }
  }
}
