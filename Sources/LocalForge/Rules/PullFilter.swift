/// Which pull requests a list holds, and in which order.
///
/// <https://docs.github.com/rest/pulls/pulls#list-pull-requests>
struct PullFilter: Sendable, Equatable {
  enum Which: String, Sendable { case open, closed, all }

  let which: Which
  let head: HeadName?
  let base: String?
  let byUpdate: Bool
  let ascending: Bool

  init(_ query: Query) throws(Refusal) {
    guard let which = Which(rawValue: query["state"] ?? "open") else {
      throw .invalid("PullRequest", field: "state")
    }
    self.which = which
    head = query["head"].map(HeadName.init)
    base = query["base"]
    byUpdate = query["sort"] == "updated"
    ascending =
      query["direction"] == "asc"
      || (query["direction"] == nil && query["sort"] != nil
        && query["sort"] != "created")
  }

  /// The matching ones of `pulls` in a repository of `owner`, newest first unless asked otherwise.
  func select(_ pulls: some Sequence<PullRequest>, owner: String) -> [PullRequest] {
    let found = pulls.filter { matches($0, owner: owner) }.sorted { first, second in
      byUpdate
        ? (first.updated, first.number) < (second.updated, second.number)
        : first.number < second.number
    }
    return ascending ? found : found.reversed()
  }

  private func matches(_ pull: PullRequest, owner: String) -> Bool {
    let matchesState =
      switch which {
      case .open: pull.isOpen
      case .closed: !pull.isOpen
      case .all: true
      }
    return matchesState && (base.map { $0 == pull.base.branch } ?? true)
      && (head.map { $0.branch == pull.head.branch && $0.belongs(to: owner) } ?? true)
  }
}
