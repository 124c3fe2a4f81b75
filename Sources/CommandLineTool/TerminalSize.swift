import Foundation

/// The columns and rows of the terminal that a person watches.
package struct TerminalSize: Sendable {
  package let columns: Int
  package let rows: Int

  /// Of standard output or, where that is not one, of standard error; nil when neither is a terminal.
  package static var current: TerminalSize? {
    for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
      var size = winsize()
      guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { continue }
      return TerminalSize(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }
    return nil
  }
}
