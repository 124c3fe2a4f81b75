/// The parameters after a URL's question mark; the first of equal names counts.
struct Query: Sendable, Equatable {
  private(set) var items: [(name: String, value: String)] = []

  /// Parses `name=value&…`; `+` is a space, as clients that encode forms write it.
  init(_ text: some StringProtocol) {
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = formDecoded(parts[0])
      items.append((name, parts.count > 1 ? formDecoded(parts[1]) : ""))
    }
  }

  subscript(name: String) -> String? {
    items.first { $0.name == name }?.value
  }

  /// These parameters with `name` set to `value`, as text for a URL.
  func text(setting name: String, to value: Int) -> String {
    let others = items.filter { $0.name != name }
    return (others + [(name, String(value))])
      .map { "\(percentEncoded($0.name))=\(percentEncoded($0.value))" }
      .joined(separator: "&")
  }

  static func == (left: Query, right: Query) -> Bool {
    left.items.elementsEqual(right.items) { $0 == $1 }
  }
}

private func formDecoded(_ text: some StringProtocol) -> String {
  percentDecoded(String(text.map { $0 == "+" ? " " : $0 })) ?? String(text)
}
