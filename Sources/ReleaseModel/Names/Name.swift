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
