import JSON

/// An object that the sides of a merge have.
struct MergedObject {
  let base: DocumentOutline?
  let ours: DocumentOutline
  let theirs: DocumentOutline

  init(_ base: DocumentOutline?, _ ours: DocumentOutline, _ theirs: DocumentOutline) {
    self.base = base
    self.ours = ours
    self.theirs = theirs
  }

  /// The object at `key` of the files.
  init?(_ base: Side, _ ours: Side, _ theirs: Side, at key: String) {
    guard let our = ours.info.outline[key]?.value, let their = theirs.info.outline[key]?.value
    else { return nil }
    self.init(base.info.outline[key]?.value, our, their)
  }

  /// The object at `key` of this one, when both sides have it.
  func member(_ key: String) -> MergedObject? {
    guard let our = ours[key]?.value, let their = theirs[key]?.value else { return nil }
    return MergedObject(base?[key]?.value, our, their)
  }

  /// Ours first, then what theirs added; what only the base has does not matter any more.
  var keys: [String] {
    let our = ours.members.map(\.key)
    return our + theirs.members.map(\.key).filter { ours[$0] == nil }
  }
}

/// What becomes of one key that three texts have, or have not.
enum KeyMerge: Equatable {
  case keepOurs
  case takeTheirs
  case conflict

  /// Values are compared as texts: who only laid one out anew has changed it, too.
  init(base: String?, ours: String?, theirs: String?) {
    if ours == theirs || base == theirs {
      self = .keepOurs
    } else if base == ours {
      self = .takeTheirs
    } else {
      self = .conflict
    }
  }
}

/// One thing of `version_info.json` that two sides of a merge changed in ways that do not add up.
package struct MergeConflict: Sendable, Hashable, CustomStringConvertible {
  /// The key: a component's name, or a key of the file.
  package let key: String
  package let ours: String
  package let theirs: String
  package let why: String
  /// Whether it is one only because this machine cannot tell how two revisions relate.
  package let isUnknown: Bool

  package var description: String {
    "\(VersionInfo.path): \(plain(key)): ours is \(ours), theirs is \(theirs): \(why)"
  }
}

/// The lines of one member, as a conflict between two sides.
///
/// Marked as git marks its own (<https://git-scm.com/docs/git-merge#_how_conflicts_are_presented>),
/// around whole lines, so that editors and `git diff --check` know them.
struct ConflictLines {
  let edit: TextEdit

  /// Nil when the member shares a line with others.
  init?(
    _ our: DocumentOutline.Member, of ours: Side, against their: DocumentOutline.Member,
    of theirs: Side
  ) {
    let bytes = ours.info.bytes
    let lineEnd = UInt8(ascii: "\n")
    let before = bytes[..<our.keyBytes.lowerBound]
    let start = before.lastIndex(of: lineEnd).map { $0 + 1 } ?? 0
    let after = bytes[our.value.bytes.upperBound...]
    guard let end = after.firstIndex(of: lineEnd) else { return nil }
    let rest = String(decoding: bytes[our.value.bytes.upperBound..<end], as: UTF8.self)
    let indentation = String(decoding: bytes[start..<our.keyBytes.lowerBound], as: UTF8.self)
    guard indentation.allSatisfy({ $0 == " " || $0 == "\t" }),
      ["", ",", "\r", ",\r"].contains(rest), let text = theirs.text(of: their)
    else { return nil }
    let key = JSONValue.string(their.key).text()
    let ending = rest.hasSuffix("\r") ? "\r\n" : "\n"
    let lines = [
      "<<<<<<< ours",
      String(decoding: bytes[start..<our.value.bytes.upperBound], as: UTF8.self)
        + (rest.hasPrefix(",") ? "," : ""), "=======",
      indentation + key + ": " + text + (rest.hasPrefix(",") ? "," : ""), ">>>>>>> theirs",
    ]
    edit = TextEdit(
      range: start..<(end + 1), text: lines.map { $0 + ending }.joined())
  }
}
