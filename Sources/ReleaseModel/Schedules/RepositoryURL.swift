/// The https URL of a repository on a public host.
///
/// Other schemes run programs, read this machine's files or can be listened to; addresses and local
/// names would let a file in the repository reach into the network that the roller runs in
/// (<https://git-scm.com/docs/git-remote-ext>, <https://owasp.org/www-community/attacks/Server_Side_Request_Forgery>).
package struct RepositoryURL: Sendable, Hashable, CustomStringConvertible {
  package let description: String

  /// What is wrong with a text that should be such a URL.
  package struct Fault: Error, Sendable, Equatable {
    package let kind: Mistake.Kind
    /// Without anything that may be a secret.
    package let found: String
    package let expected: String
    package let hint: String
  }

  /// Parses `text`; URLs that start with one of `exceptions` (scheme, host and port, such as
  /// `http://127.0.0.1:8080/`) are taken as they are.
  package init(_ text: String, exceptions: [String] = []) throws(Fault) {
    if let fault = Self.faultOfText(text) { throw fault }
    description = text
    guard !exceptions.contains(where: { text.hasPrefix($0) }) else { return }
    guard let end = text.firstRange(of: "://"), text.prefix(upTo: end.lowerBound) == "https" else {
      throw Self.wrongScheme(text)
    }
    let rest = text[end.upperBound...]
    let authority = rest.prefix { $0 != "/" }
    if let fault = Self.faultOfHost(String(authority)) { throw fault }
    if let fault = Self.faultOfPath(String(rest.dropFirst(authority.count))) { throw fault }
  }

  /// What no program should even be shown: control characters, options, endless texts.
  private static func faultOfText(_ text: String) -> Fault? {
    let isControlled = text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
    if isControlled || text.isEmpty || text.hasPrefix("-") || text.utf8.count > 2_000 {
      return Fault(
        kind: .badData, found: shown(text), expected: expected,
        hint: "no control character, no leading \"-\", at most 2000 bytes")
    }
    return nil
  }

  private static func wrongScheme(_ text: String) -> Fault {
    let scheme = text.prefix { $0.isLetter || $0.isNumber || "+-.".contains($0) }
    let isPath = text.hasPrefix("/") || text.hasPrefix(".") || text.hasPrefix("~")
    guard text.contains(":") || hasUser(text) || isPath else {
      return Fault(
        kind: .badData, found: shown(text), expected: expected,
        hint: "did you mean \(quoted("https://" + text))?")
    }
    let refused = isPath ? "a path of this machine" : "the scheme of \(shown(String(scheme)))"
    return Fault(
      kind: .refused, found: hasUser(text) ? hidden : "\(refused), \(shown(text))",
      expected: expected, hint: "http, git, ssh, file and ext are refused; use the https URL")
  }

  private static func faultOfHost(_ authority: String) -> Fault? {
    guard !hasUser(authority) else {
      return Fault(
        kind: .refused, found: hidden, expected: expected,
        hint: "delete the name and password, and revoke them: the file is public")
    }
    if authority.hasPrefix("[") { return address(authority) }
    let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
    let host = (parts.first ?? "").lowercased()
    let port = parts.count == 1 ? 443 : parts.count == 2 ? Int(parts[1]) ?? 0 : 0
    let names = host.split(separator: ".")
    if let last = names.last, isNumber(last) { return address(authority) }
    let localNames = ["localhost", "local", "internal", "lan", "home", "corp", "arpa"]
    guard names.count > 1, !localNames.contains(String(names.last ?? "")) else {
      return Fault(
        kind: .refused, found: "the local name \(shown(authority))",
        expected: "a public host name", hint: "roller does not connect to its own network")
    }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...65_535).contains(port), host.utf8.count <= 253, labels.allSatisfy(isLabel) else {
      return Fault(
        kind: .badData, found: shown(authority), expected: "a host name such as github.com",
        hint: "letters, digits, '-' and '.'; an international name in its xn-- form")
    }
    return nil
  }

  private static func faultOfPath(_ path: String) -> Fault? {
    let segments = path.split(separator: "/", omittingEmptySubsequences: true)
    let isGood = segments.allSatisfy { segment in
      !segment.hasPrefix("-") && segment != "." && segment != ".."
        && segment.utf8.allSatisfy { isLetterOrDigit($0) || "._~-".utf8.contains($0) }
    }
    guard !segments.isEmpty, isGood, !path.contains("//") else {
      return Fault(
        kind: .badData, found: "the path \(shown(path))",
        expected: "the path of a repository, such as /iree-org/iree",
        hint: "letters, digits, '.', '_', '~' and '-'; no query, no fragment")
    }
    return nil
  }

  private static func address(_ authority: String) -> Fault {
    Fault(
      kind: .refused, found: "the numeric address \(shown(authority))",
      expected: "a public host name",
      hint: "numeric addresses may lead into roller's own network")
  }

  private static func isLabel(_ label: Substring) -> Bool {
    (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
      && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
  }

  /// Whether URL parsers would take a host that ends in `label` for an IPv4 address
  /// (<https://url.spec.whatwg.org/#ends-in-a-number-checker>).
  private static func isNumber(_ label: Substring) -> Bool {
    label.utf8.allSatisfy { (48...57).contains($0) }
      || (label.hasPrefix("0x") && label.dropFirst(2).allSatisfy(\.isHexDigit))
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }

  private static let expected = "an https URL such as https://github.com/iree-org/iree"
  private static let hidden = "a URL with user information (not shown)"

  private static func shown(_ text: String) -> String {
    hasUser(text) ? hidden : quoted(text)
  }

  /// By bytes: a combining mark after the sign must not hide it.
  private static func hasUser(_ text: String) -> Bool { text.utf8.contains(UInt8(ascii: "@")) }
}
