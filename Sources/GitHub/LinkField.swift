/// The `Link` fields of an answer (RFC 8288): targets by relation.
struct LinkField: Sendable, Equatable {
  private var targets: [String: String] = [:]

  /// Reads what is well formed; of two links with one relation, the first.
  init(_ values: [String]) {
    for value in values {
      var rest = value[...]
      while let link = Self.link(from: &rest) {
        for relation in link.relations where targets[relation] == nil {
          targets[relation] = link.target
        }
      }
    }
  }

  /// The target of `relation`, as it was written.
  subscript(relation: String) -> String? { targets[relation] }

  /// One `<target>; name=value; …`, up to the comma that ends it: commas may also be in a target or
  /// between quotes.
  private static func link(from text: inout Substring) -> (target: String, relations: [String])? {
    guard let open = text.firstIndex(of: "<"), let close = text[open...].firstIndex(of: ">")
    else { return nil }
    let target = String(text[text.index(after: open)..<close])
    var parameters: [String] = [""]
    var isQuoted = false
    var place = text.index(after: close)
    while place < text.endIndex {
      let character = text[place]
      place = text.index(after: place)
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        break
      } else if character == ";", !isQuoted {
        parameters.append("")
      } else {
        parameters[parameters.count - 1].append(character)
      }
    }
    text = text[place...]
    return (target, parameters.flatMap(relations))
  }

  private static func relations(in parameter: String) -> [String] {
    let parts = parameter.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != "\t" } }
    let name = parts.first?.filter { $0 != " " }.lowercased()
    guard parts.count == 2, name == "rel" else { return [] }
    return parts[1].split(separator: " ").map { $0.lowercased() }
  }
}
