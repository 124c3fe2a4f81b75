/// A name of one kind of thing in the release, checked once at the door.
///
/// The grammar is the part that git refs, file systems, URLs and Python projects share, so a name can
/// go into any of them as it is: lower-case letters, digits, `.`, `_` and `-`, starting with a letter
/// or digit, at most 100 bytes, without `..`.
package struct Name<Kind>: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let description: String

  /// The name `text`, or nil when it breaks the grammar.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard (1...100).contains(bytes.count), isLetterOrDigit(bytes[0]),
      bytes.allSatisfy({ isLetterOrDigit($0) || ".-_".utf8.contains($0) }),
      !text.contains(".."), !text.hasSuffix("."), !text.hasSuffix(".lock")
    else { return nil }
    description = text
  }

  package static func < (left: Self, right: Self) -> Bool { left.description < right.description }

  /// What a message says is expected of a name.
  package static var grammar: String {
    "1 to 100 of a-z, 0-9, '.', '_' and '-', starting with a letter or digit"
  }
}

/// An upstream that we pin.
package typealias ComponentName = Name<ComponentKind>
/// A platform that we release for.
package typealias TargetName = Name<TargetKind>
/// A named policy of rolls.
package typealias ScheduleName = Name<ScheduleKind>
/// Something that we build and ship.
package typealias PackageName = Name<PackageKind>
/// A word with no list of its own: a device, a program, a folder.
package typealias PlainWord = Name<PlainWordKind>

package enum ComponentKind {}
package enum TargetKind {}
package enum ScheduleKind {}
package enum PackageKind {}
package enum PlainWordKind {}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

/// Why a person decided something: one line that files, commit messages and reports repeat as it is.
///
/// One line because trailers end at the line's end, and visible because a reviewer must see all of it.
package struct Reason: Sendable, Hashable, CustomStringConvertible {
  package let description: String

  /// The reason `text`, or nil when it breaks the grammar.
  package init?(_ text: String) {
    let scalars = text.unicodeScalars
    guard (1...Self.longest).contains(scalars.count), scalars.allSatisfy(isVisible),
      text.first != " ", text.last != " "
    else { return nil }
    description = text
  }

  /// In Unicode scalars; a sentence or two.
  package static let longest = 300

  /// What a message says is expected of a reason.
  package static let grammar =
    "one line of 1 to \(longest) visible characters, without a space at its ends"
}

/// A full git commit id: 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits, not all zero.
///
/// Abbreviations are refused: they become ambiguous as a repository grows
/// (<https://git-scm.com/docs/gitrevisions>).
package struct Revision: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let description: String

  package init?(_ text: String) {
    guard [40, 64].contains(text.utf8.count),
      text.utf8.allSatisfy({ byte in
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
      }),
      text.contains(where: { $0 != "0" })
    else { return nil }
    description = text
  }

  /// The first ten digits, for people only.
  package var abbreviated: String { String(description.prefix(10)) }

  package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}

/// A branch of ours from which a pull request leads to main: `roll/<schedule>` for the bumps of a
/// schedule, `pin/<component>+<component>` for pins that a person moved.
package struct SlotBranch: Sendable, Hashable, CustomStringConvertible {
  package let description: String

  package init(_ schedule: ScheduleName) {
    description = "roll/\(schedule)"
  }

  /// The branch of a person's pins of `components`; nil when they are none or too many for a name.
  package init?(pinning components: [ComponentName]) {
    self.init("pin/" + components.sorted().map(\.description).joined(separator: "+"))
  }

  package init?(_ text: String) {
    let rest = String(text.dropFirst(text.hasPrefix("roll/") ? 5 : 4))
    let names = rest.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
    let isRoll = text.hasPrefix("roll/") && ScheduleName(rest) != nil
    let isPin = text.hasPrefix("pin/") && names.allSatisfy { ComponentName($0) != nil }
    guard isRoll || isPin, text.utf8.count <= 200 else { return nil }
    description = text
  }

  /// `refs/heads/roll/…`.
  package var ref: String { "refs/heads/\(self)" }
}
