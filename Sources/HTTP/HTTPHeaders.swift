/// The fields of a request or a response, in order; a name may come more than once.
///
/// Names are looked up without regard to case (RFC 9110 §5.1), and kept as they were written.
package struct HTTPHeaders: Sendable, Equatable {
  /// One line of the head.
  package struct Field: Sendable, Equatable {
    package let name: String
    package let value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package private(set) var fields: [Field]

  package init(_ fields: [Field] = []) {
    self.fields = fields
  }

  /// The first value of `name`. Setting replaces every field of that name; nil removes them.
  package subscript(name: String) -> String? {
    get { fields.first { sameName($0.name, name) }?.value }
    set {
      let place = fields.firstIndex { sameName($0.name, name) }
      fields.removeAll { sameName($0.name, name) }
      guard let newValue else { return }
      fields.insert(Field(name: name, value: newValue), at: place ?? fields.endIndex)
    }
  }

  /// Every value of `name`, in order.
  package func values(of name: String) -> [String] {
    fields.filter { sameName($0.name, name) }.map(\.value)
  }

  /// Adds a field behind those that are there.
  package mutating func append(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: value))
  }

  /// These fields without those whose name `isUnwanted`, which is asked in lower case.
  package func removing(_ isUnwanted: (String) -> Bool) -> HTTPHeaders {
    HTTPHeaders(fields.filter { !isUnwanted($0.name.lowercased()) })
  }
}

extension HTTPHeaders: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, String)...) {
    self.init(elements.map { Field(name: $0.0, value: $0.1) })
  }
}

extension HTTPHeaders.Field {
  /// Whether the field can be sent as one line (RFC 9110 §5.1 and §5.5).
  ///
  /// A line break in a value would start a header, or a request, of somebody else's making.
  var isWellFormed: Bool {
    let mark = Set("!#$%&'*+-.^_`|~".utf8)
    let isToken = { (byte: UInt8) in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: mark.contains(byte)
      }
    }
    return !name.isEmpty && name.utf8.allSatisfy(isToken)
      && value.utf8.allSatisfy { ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }
  }
}

private func sameName(_ left: String, _ right: String) -> Bool {
  left.lowercased() == right.lowercased()
}
