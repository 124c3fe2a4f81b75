import ReleaseModel

/// A commit of main that changed `version_info.json`, or that says something about its pins.
package struct PinRecord: Sendable, Equatable {
  package let revision: Revision
  package let message: String
  /// `version_info.json` as the commit leaves it; empty when it leaves none.
  package let file: [UInt8]

  package init(revision: Revision, message: String, file: [UInt8]) {
    self.revision = revision
    self.message = message
    self.file = file
  }
}

extension PinRecord {
  /// The trailer of a commit that lifts the quarantine of a component: `Unhold: iree`.
  package static let unholdTrailer = "Unhold: "

  /// The components that the commit's message takes out of quarantine.
  package static func released(by message: String) -> [ComponentName] {
    lines(of: message).filter { $0.hasPrefix(unholdTrailer) }.compactMap { line in
      ComponentName(line.dropFirst(unholdTrailer.count).trimmingSpaces)
    }
  }

  /// The commit that `git revert` names in the message that it writes
  /// (<https://git-scm.com/docs/git-revert>), if it is one.
  var reverted: Revision? {
    let words = "This reverts commit "
    for line in Self.lines(of: message) where line.hasPrefix(words) {
      let rest = line.dropFirst(words.count)
      if let revision = Revision(String(rest.prefix(while: \.isHexDigit))) { return revision }
    }
    return nil
  }

  /// Why, as whoever wrote the message has it: its body without what git puts there, else its first
  /// line.
  var reason: String {
    let lines = Self.lines(of: message)
    let own = lines.dropFirst().filter { line in
      !line.isEmpty && !line.hasPrefix("This reverts commit ") && !isTrailer(line)
    }
    let body = own.joined(separator: " ")
    return body.isEmpty ? lines.first ?? "" : body
  }

  private func isTrailer(_ line: String) -> Bool {
    guard let colon = line.firstIndex(of: ":"), line[colon...].hasPrefix(": ") else { return false }
    return line[..<colon].contains("-") && line[..<colon].allSatisfy { $0.isLetter || $0 == "-" }
      || line.hasPrefix(Self.unholdTrailer)
  }

  private static func lines(of message: String) -> [String] {
    message.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.trimmingSpaces
    }
  }
}

extension StringProtocol {
  /// Without spaces and carriage returns around it.
  fileprivate var trimmingSpaces: String {
    var rest = self[...]
    while rest.first?.isWhitespace ?? false { rest.removeFirst() }
    while rest.last?.isWhitespace ?? false { rest.removeLast() }
    return String(rest)
  }
}
