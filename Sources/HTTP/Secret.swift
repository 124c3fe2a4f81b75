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
