import JSON

/// A "no" as GitHub says it: a status code and a JSON body with a message, never a bare page.
///
/// Shapes: <https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api>.
struct Refusal: Error, Sendable, Equatable {
  let status: Int
  let message: String
  /// What is wrong field by field; empty for refusals that are not about fields.
  var errors: [FieldError] = []

  init(_ status: Int, _ message: String, errors: [FieldError] = []) {
    self.status = status
    self.message = message
    self.errors = errors
  }

  var json: JSONValue {
    var body = JSONObject(of: [("message", .string(message))])
    if !errors.isEmpty { body["errors"] = .array(errors.map(\.json)) }
    body["documentation_url"] = "https://docs.github.com/rest"
    body["status"] = .string(String(status))
    return .object(body)
  }
}

/// One entry of a refusal's `errors`.
struct FieldError: Sendable, Equatable {
  var resource: String
  var code: String
  var field: String? = nil
  var message: String? = nil

  var json: JSONValue {
    var body = JSONObject(of: [("resource", .string(resource)), ("code", .string(code))])
    if let field { body["field"] = .string(field) }
    if let message { body["message"] = .string(message) }
    return .object(body)
  }
}

extension Refusal {
  static let notFound = Refusal(404, "Not Found")
  static let badCredentials = Refusal(401, "Bad credentials")
  static let notJSON = Refusal(400, "Problems parsing JSON")
  static let notAnObject = Refusal(400, "Body should be a JSON object")

  static func validation(_ errors: FieldError...) -> Refusal {
    Refusal(422, "Validation Failed", errors: errors)
  }

  static func alreadyExists(_ resource: String, field: String) -> Refusal {
    .validation(FieldError(resource: resource, code: "already_exists", field: field))
  }

  static func invalid(_ resource: String, field: String) -> Refusal {
    .validation(FieldError(resource: resource, code: "invalid", field: field))
  }

  static func custom(_ resource: String, _ message: String) -> Refusal {
    .validation(FieldError(resource: resource, code: "custom", message: message))
  }

  static func unprocessable(_ message: String) -> Refusal { Refusal(422, message) }

  /// What GitHub answers to a body that its schema refuses.
  static func invalidRequest(_ explanation: String) -> Refusal {
    Refusal(422, "Invalid request.\n\n\(explanation)")
  }
}
