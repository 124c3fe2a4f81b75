/// Something in a file that is read all the same, and that its author should know.
package struct Warning: Sendable, Hashable, CustomStringConvertible {
  /// The path in the repository.
  package let file: String
  package let place: Place
  package let text: String

  package init(file: String, place: Place, text: String) {
    self.file = file
    self.place = place
    self.text = text
  }

  package var description: String { "\(file)\(place): warning: \(text)" }
}
