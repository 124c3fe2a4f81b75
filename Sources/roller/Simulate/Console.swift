import Foundation

/// The simulation's own standard output and error, a whole line at a time.
///
/// The other side waits for each line, so that nothing may stay in a buffer.
enum Console {
  static func line(_ text: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
  }

  static func errorLine(_ text: String) {
    tell(text + "\n")
  }
}
