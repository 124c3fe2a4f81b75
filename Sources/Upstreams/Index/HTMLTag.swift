/// One opening tag of a page: its name and attributes, names in lower case, values decoded.
struct HTMLTag: Sendable, Equatable {
  let name: String
  private let attributes: [String: String]

  init(name: String, attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }

  subscript(attribute: String) -> String? { attributes[attribute] }
}
