import JSON

/// One API request, taken apart: what an operation needs to know and nothing of HTTP.
struct Call: Sendable {
  let method: String
  /// The path without prefix, decoded, one element a segment.
  let segments: [String]
  /// What the route's pattern bound.
  var parameters: [String: String] = [:]
  let query: Query
  var body: JSONValue?
  let links: Links
  let version: APIVersion
  let accept: String

  /// The bound parameter `name`; only for names that the route's pattern has.
  subscript(name: String) -> String { parameters[name] ?? "" }

  /// The parameter `name` as a positive number; anything else names nothing that exists.
  func number(_ name: String) throws(Refusal) -> Int {
    guard let number = Int(self[name]), number > 0 else { throw .notFound }
    return number
  }

  /// The members of the body; a missing body has none.
  func fields() throws(Refusal) -> Fields {
    guard let body else { return Fields(JSONObject()) }
    guard let object = body.object else { throw .notAnObject }
    return Fields(object)
  }
}
