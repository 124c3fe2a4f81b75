internal import CGit2

/// The SHA-1 name of a git object, written as 40 lower-case hexadecimal digits.
///
/// SHA-256 repositories are refused when they are opened, so no other length can occur.
package struct ObjectID: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The 40 digits.
  package let hexadecimal: String

  /// Parses 40 lower-case digits; nil for anything else: abbreviations and upper case included.
  package init?(_ text: some StringProtocol) {
    let digits = text.utf8
    guard digits.count == Self.length, digits.allSatisfy(Self.isLowerHexadecimal) else {
      return nil
    }
    hexadecimal = String(text)
  }

  private init(unchecked hexadecimal: String) {
    self.hexadecimal = hexadecimal
  }

  /// Forty zeros, which git's protocols write for "no object".
  package static let zero = ObjectID(unchecked: String(repeating: "0", count: length))

  /// True for forty zeros.
  package var isZero: Bool { self == .zero }

  package var description: String { hexadecimal }

  package static func < (left: ObjectID, right: ObjectID) -> Bool {
    left.hexadecimal < right.hexadecimal
  }

  private static let length = 40

  private static func isLowerHexadecimal(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }
}

extension ObjectID {
  init(_ raw: git_oid) {
    var raw = raw
    self.init(&raw)
  }

  init(_ raw: UnsafePointer<git_oid>) {
    self.init(
      unchecked: String(unsafeUninitializedCapacity: Self.length) { buffer in
        buffer.withMemoryRebound(to: CChar.self) { _ = git_oid_fmt($0.baseAddress, raw) }
        return Self.length
      })
  }

  var raw: git_oid {
    var raw = git_oid()
    // Cannot fail: only 40 hexadecimal digits make an ObjectID.
    git_oid_fromstrn(&raw, hexadecimal, Self.length)
    return raw
  }
}
