/// Which part of a list a client asked for.
///
/// <https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api>
struct Pagination: Sendable, Equatable {
  /// Counted from 1.
  let page: Int
  /// At most 100, as on GitHub.
  let size: Int

  init(_ query: Query) {
    page = max(query["page"].flatMap { Int($0) } ?? 1, 1)
    size = min(max(query["per_page"].flatMap { Int($0) } ?? 30, 1), 100)
  }

  /// The elements of the page.
  func slice<Element>(_ all: [Element]) -> [Element] {
    let start = (page - 1).multipliedReportingOverflow(by: size)
    guard !start.overflow, start.partialValue < all.count else { return [] }
    return Array(all[start.partialValue...].prefix(size))
  }

  /// The `Link` header for a list of `total` elements at `address`; nil when one page holds all.
  func link(address: String, query: Query, total: Int) -> String? {
    let last = max((total + size - 1) / size, 1)
    var relations: [(String, Int)] = []
    if page > 1 { relations.append(("prev", min(page - 1, last))) }
    if page < last { relations += [("next", page + 1), ("last", last)] }
    if page > 1 { relations.append(("first", 1)) }
    guard !relations.isEmpty else { return nil }
    return relations.map { name, page in
      "<\(address)?\(query.text(setting: "page", to: page))>; rel=\"\(name)\""
    }.joined(separator: ", ")
  }
}
