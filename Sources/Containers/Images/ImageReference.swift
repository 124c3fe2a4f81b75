/// An image that is here, by what people call it and by what it is.
package struct ImageReference: Sendable, Hashable {
  package let tag: String
  /// `sha256:` and 64 digits.
  package let id: String

  package init(tag: String, id: String) {
    self.tag = tag
    self.id = id
  }
}
