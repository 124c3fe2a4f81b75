import JSON

extension Reply {
  /// The page of `all` that `call` asks for, rendered by `render`, with its `Link` header.
  static func list<Element>(
    _ all: [Element], for call: Call, _ render: (Element) throws -> JSONValue
  ) rethrows -> Reply {
    try list(all, for: call, whole: { page in .array(try page.map(render)) })
  }

  /// The page of `all` that `call` asks for, wrapped by `render`.
  static func list<Element>(
    _ all: [Element], for call: Call, whole render: ([Element]) throws -> JSONValue
  ) rethrows -> Reply {
    let pagination = Pagination(call.query)
    var reply = Reply.ok(try render(pagination.slice(all)))
    let path = call.segments.map { percentEncoded($0) }.joined(separator: "/")
    let link = pagination.link(
      address: call.links.api(path), query: call.query, total: all.count)
    if let link { reply.headers.append(("Link", link)) }
    return reply
  }
}
