import Foundation

/// Replaces secrets, in every form in which they may turn up, by a mark.
///
/// It is applied at the sink: whatever leaves this room for a log or a message passes it, so that no
/// caller has to remember.
package struct Redactor: Sendable {
  static let mark = "[redacted]"

  /// What is looked for, longest first, so that a form inside another does not cut it in two.
  private let forms: [[UInt8]]

  package init(_ secrets: [Secret]) {
    let forms = Set(secrets.flatMap { Self.forms(of: $0.exposed) })
    self.forms = forms.sorted { ($0.count, $1.lexical) > ($1.count, $0.lexical) }
  }

  /// In bytes; the end of a text that was cut may hold this much, less one, of a secret.
  var longestForm: Int { max(forms.first?.count ?? 0, Self.longestToken) }

  /// `text` without secrets.
  package func redacted(_ text: String) -> String {
    String(decoding: redacted(Array(text.utf8)), as: UTF8.self)
  }

  /// `bytes` without secrets: those that were given, and whatever has the shape of a GitHub token.
  func redacted(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var place = 0
    while place < bytes.count {
      let length = secretLength(in: bytes, at: place)
      if length == 0 {
        out.append(bytes[place])
        place += 1
      } else {
        out += Self.mark.utf8
        place += length
      }
    }
    return out
  }

  private func secretLength(in bytes: [UInt8], at place: Int) -> Int {
    let known = forms.first { form in
      form[0] == bytes[place] && form.count <= bytes.count - place
        && bytes[place..<(place + form.count)].elementsEqual(form)
    }
    return max(known?.count ?? 0, Self.tokenLength(in: bytes, at: place))
  }
}

// MARK: - The forms of a secret

extension Redactor {
  private static func forms(of secret: String) -> [[UInt8]] {
    guard !secret.isEmpty else { return [] }
    let raw = Array(secret.utf8)
    let encoded = percentEncoded(secret)
    let plain = [
      secret, encoded, encoded.lowercased(), encoded.replacing("%20", with: "+"),
      jsonEscaped(secret),
    ]
    return plain.map { Array($0.utf8) } + base64Cores(of: raw)
  }

  /// What base64 makes of the secret at each of its three alignments, less the characters that
  /// its neighbours have a part in: it is found in `user:secret`, whoever the user is.
  private static func base64Cores(of raw: [UInt8]) -> [[UInt8]] {
    (0..<3).flatMap { shift -> [[UInt8]] in
      let text = Array(Data([UInt8](repeating: 0, count: shift) + raw).base64EncodedString().utf8)
      let core = text[((shift * 8 + 5) / 6)..<((shift + raw.count) * 8 / 6)]
      guard core.count >= 6 else { return [] }
      return [Array(core), core.map(urlSafe)]
    }
  }

  private static func urlSafe(_ digit: UInt8) -> UInt8 {
    switch digit {
    case UInt8(ascii: "+"): UInt8(ascii: "-")
    case UInt8(ascii: "/"): UInt8(ascii: "_")
    default: digit
    }
  }

  private static func jsonEscaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("/", with: "\\/")
  }
}

// MARK: - Tokens that nobody told us about

extension Redactor {
  /// GitHub's prefixes, made to be searched for:
  /// <https://github.blog/engineering/behind-githubs-new-authentication-token-formats/>
  private static let prefixes = ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"]
    .map { Array($0.utf8) }
  private static let longestToken = 255

  private static func tokenLength(in bytes: [UInt8], at place: Int) -> Int {
    guard bytes[place] == UInt8(ascii: "g") else { return 0 }
    let rest = bytes[place...]
    guard let prefix = prefixes.first(where: { rest.starts(with: $0) }) else { return 0 }
    let length = rest.prefix(longestToken).prefix(while: isTokenByte).count
    return length >= prefix.count + 16 ? length : 0
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
    default: false
    }
  }
}

extension [UInt8] {
  fileprivate var lexical: String { String(decoding: self, as: UTF8.self) }
}

/// A token, password or key, which prints as `[redacted]` wherever it is printed.
///
/// `print`, `dump`, string interpolation and reflection all show the mark; only ``exposed`` gives
/// the text away, so that a search for that word finds every place that uses it.
package struct Secret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The secret itself, for the one line that sends it.
  package let exposed: String

  package init(_ text: String) {
    exposed = text
  }

  package var description: String { Redactor.mark }
  package var debugDescription: String { Redactor.mark }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}
