import ReleaseModel

/// What one revision of a component says that it pins, and what of it could not be understood.
package struct RecordReading: Sendable, Hashable {
  /// A full commit id or a version, by our component.
  package var pins: [ComponentName: String]
  /// What is wrong, each in one line that names the file.
  package var problems: [String]

  package init(pins: [ComponentName: String] = [:], problems: [String] = []) {
    self.pins = pins
    self.problems = problems
  }
}

/// Why a file of pins is not understood.
package struct RecordFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// Counted from 1; 0 when it is about the whole file.
  package let line: Int
  package let found: String

  init(line: Int = 0, _ found: String) {
    self.line = line
    self.found = found
  }

  package var description: String { line > 0 ? "line \(line): \(found)" : found }
}

/// How much of a file of pins is read: real ones have a few kilobytes.
enum RecordLimits {
  /// In bytes.
  static let file = 1 << 20
  static let tokens = 200_000
  static let entries = 10_000
}

/// Upstream's text as a message may quote it.
func quotedRecord(_ text: String) -> String { String(text.prefix(80)).debugDescription }
