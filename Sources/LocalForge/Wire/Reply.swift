import Foundation
import JSON

/// What an operation answers, before it becomes HTTP.
struct Reply: Sendable {
  /// The forms that a reply's body takes.
  enum Content: Sendable {
    case none
    case json(JSONValue)
    case text(String, type: String)
    /// A file of the forge, sent as it is and saved by browsers as `name`.
    case file(URL, type: String, name: String)
  }

  var status: Int
  var content: Content
  var headers: [(name: String, value: String)] = []

  static func ok(_ json: JSONValue) -> Reply { Reply(status: 200, content: .json(json)) }
  static let noContent = Reply(status: 204, content: .none)

  /// A created resource and its address.
  static func created(_ json: JSONValue) -> Reply {
    var reply = Reply(status: 201, content: .json(json))
    if let address = json["url"]?.string { reply.headers.append(("Location", address)) }
    return reply
  }

  static func page(_ html: String) -> Reply {
    Reply(status: 200, content: .text(html, type: "text/html; charset=utf-8"))
  }
}

extension Reply {
  init(_ refusal: Refusal) {
    self.init(status: refusal.status, content: .json(refusal.json))
  }
}
