/// A test wanted to edit a text that does not have what it edits: its world is not the one it means.
package struct NothingToEdit: Error, CustomStringConvertible {
  package let missing: String

  package init(missing: String) {
    self.missing = missing
  }

  package var description: String {
    "editing a test's text: \"\(missing)\" is not in it\n  hint: the test or its fixture changed"
  }
}

extension StringProtocol {
  /// This text with every `old` replaced by `new`; an error when there is none.
  package func edited(_ old: some StringProtocol, to new: some StringProtocol) throws -> String {
    let text = String(self)
    guard !old.isEmpty, text.contains(String(old)) else {
      throw NothingToEdit(missing: String(old))
    }
    return text.replacing(String(old), with: String(new))
  }
}
