import JSON

/// A pin that both sides of a merge changed.
struct PinSides {
  let base: Pin?
  let ours: Pin
  let theirs: Pin

  enum Verdict: Equatable {
    case ours
    case theirs
    case neither(because: String)
    /// Somebody who can ask would know.
    case unknown(because: String)
  }

  /// The keys that say what is pinned; they go together.
  static let identityKeys = [Key.revision, .label, .date, .version, .files].map(\.rawValue)

  var haveBothMoved: Bool {
    ours != theirs && ours.identity != base?.identity && theirs.identity != base?.identity
  }

  /// Which side's pin is further on; `descent` says how the second revision stands to the first.
  ///
  /// A side that went back did so on purpose, often to get rid of something: the other side's move
  /// forward must not undo that unseen.
  func verdict(_ descent: (Revision, Revision) -> Descent) -> Verdict {
    if ours == theirs || base == theirs { return .ours }
    if base == ours { return .theirs }
    switch (ours, theirs) {
    case (.git(let our), .git(let their)): return verdict(our, their, descent)
    case (.wheel(let our), .wheel(let their)): return verdict(our, their)
    case (.git, .wheel), (.wheel, .git):
      return .neither(because: "one is a commit, the other a version")
    }
  }

  private func verdict(
    _ our: GitPin, _ their: GitPin, _ descent: (Revision, Revision) -> Descent
  ) -> Verdict {
    guard our.revision != their.revision else {
      return .neither(because: "both sides changed the label of the same revision")
    }
    if case .git(let old)? = base {
      let moves = PinMoves(
        from: old.revision.abbreviated, ours: descent(old.revision, our.revision),
        theirs: descent(old.revision, their.revision))
      if let why = moves.conflict { return .neither(because: why) }
      if let why = moves.unknown { return .unknown(because: why) }
    }
    switch descent(our.revision, their.revision) {
    case .forward: return .theirs
    case .backward: return .ours
    case .apart: return .neither(because: "neither descends from the other")
    case .unknown(let because):
      return .unknown(because: "which of the two is further along is not known: \(because)")
    }
  }

  private func verdict(_ our: WheelPin, _ their: WheelPin) -> Verdict {
    if case .wheel(let old)? = base {
      let moves = PinMoves(
        from: old.version.description, ours: descent(from: old, to: our),
        theirs: descent(from: old, to: their))
      if let why = moves.conflict { return .neither(because: why) }
    }
    if our.version < their.version { return .theirs }
    if their.version < our.version { return .ours }
    return .neither(because: "the same version with other files")
  }

  private func descent(from old: WheelPin, to new: WheelPin) -> Descent {
    new.version < old.version ? .backward : .forward
  }
}

/// One of the three texts of a merge.
struct Side {
  let info: VersionInfo

  init(_ info: VersionInfo) {
    self.info = info
  }

  /// The text of a member's value, with the line ends of git.
  func text(of member: DocumentOutline.Member?) -> String? {
    member.map {
      String(decoding: info.bytes[$0.value.bytes], as: UTF8.self).replacing("\r\n", with: "\n")
    }
  }

  /// What a message says of a member.
  func told(_ member: DocumentOutline.Member?) -> String {
    guard let member else { return "not there" }
    if let name = ComponentName(member.key), let pin = info.pins[name] {
      return plain(pin.label)
    }
    // JSON's own quotation marks are part of the text, and nothing to escape.
    return plain(text(of: member) ?? "").replacing("\\\"", with: "\"")
  }
}

/// `{ "a": 1, "b": 2 }`, as the canonical form writes an object on one line.
func objectText(_ members: [(String, String)]) -> String {
  guard !members.isEmpty else { return "{}" }
  let texts = members.map { JSONValue.string($0.0).text() + ": " + $0.1 }
  return "{ " + texts.joined(separator: ", ") + " }"
}

/// How one commit of a component stands to another.
package enum Descent: Sendable, Hashable {
  /// The second descends from the first, or is it.
  case forward
  /// The first descends from the second.
  case backward
  /// Neither descends from the other.
  case apart
  /// We could not tell: no mirror, or one that does not have them.
  case unknown(because: String)
}
