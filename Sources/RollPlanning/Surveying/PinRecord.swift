import ReleaseModel

/// A commit of main that changed `version_info.json`, or that says something about its pins.
package struct PinRecord: Sendable, Equatable {
  package let revision: Revision
  package let message: String
  /// The pins as the commit leaves them; nil when its `version_info.json` cannot be read.
  package let pins: PinSet?
  /// The name of each pin, which costs more to make than to keep.
  let names: [ComponentName: String]
  /// The components that its file holds.
  package let held: Set<ComponentName>
  /// For a merge, its second parent: where the platform merges, what was meant stands there.
  package let merged: Merged?
  /// The components that it takes out of quarantine, by its own message or by the one that it merges.
  package let released: [ComponentName]
  /// The commits that it reverts, as `git revert` says so.
  let reverted: [Revision]

  package struct Merged: Sendable, Equatable {
    package let revision: Revision
    package let message: String

    package init(revision: Revision, message: String) {
      self.revision = revision
      self.message = message
    }
  }

  /// `file` is `version_info.json` as the commit leaves it; empty when it leaves none.
  package init(revision: Revision, message: String, file: [UInt8], merged: Merged? = nil) {
    self.revision = revision
    self.message = message
    self.merged = merged
    let info = file.isEmpty ? nil : try? VersionInfo.read(file)
    let pins = info?.pins
    self.pins = pins
    names = Dictionary(
      uniqueKeysWithValues: (pins?.components ?? []).compactMap { component in
        pins?[component].map { (component, $0.name) }
      })
    held = Set(info.map { $0.holds.keys } ?? [:].keys)
    let messages = [message] + (merged.map { [$0.message] } ?? [])
    released = messages.flatMap(Self.released(by:))
    reverted = messages.lazy.compactMap { RevertMessage($0) }.first?.reverted ?? []
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

  /// Why, as whoever wrote the message has it: its body without what git puts there, else its first
  /// line.
  ///
  /// Of a merge that says nothing of a revert itself, the message of the revert that it merges.
  var reason: String {
    let telling = messages.first { RevertMessage($0) != nil } ?? message
    let lines = Self.lines(of: telling)
    let own = lines.dropFirst().filter { line in
      !line.isEmpty && !RevertMessage.isNote(line) && !isTrailer(line)
    }
    let body = own.joined(separator: " ")
    return body.isEmpty ? lines.first ?? "" : body
  }

  private var messages: [String] { [message] + (merged.map { [$0.message] } ?? []) }

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
