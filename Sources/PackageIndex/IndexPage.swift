import HTTP

/// What one place says about one project.
struct IndexPage: Sendable, Equatable {
  var files: [IndexFile] = []
  /// The versions that exist, with or without files; empty when the place does not say
  /// (<https://peps.python.org/pep-0700/>).
  var versions: [String] = []
}

/// Why a page cannot be read, in words that follow the page's address.
struct IndexPageError: Error, Equatable {
  let found: String
}

extension IndexPage {
  /// Reads the body of `response` in the form that its content type names.
  ///
  /// <https://packaging.python.org/en/latest/specifications/simple-repository-api/#content-type>
  init(_ response: HTTPResponse) throws(IndexPageError) {
    let type = response.headers["Content-Type"] ?? ""
    let medium = type.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
    switch medium {
    case "application/vnd.pypi.simple.v1+json":
      self = try IndexPage(json: response.body, at: response.finalURL)
    case "application/vnd.pypi.simple.v1+html", "text/html", "application/xhtml+xml":
      self = try IndexPage(html: response.body, at: response.finalURL)
    default: throw unknownType(type)
    }
  }

  /// What is asked for: JSON before HTML.
  static let accepted =
    "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html; q=0.2, "
    + "text/html; q=0.01"
}

private func unknownType(_ type: String) -> IndexPageError {
  IndexPageError(
    found: "answered \(type.isEmpty ? "no content type" : shown(type)), "
      + "which is neither the JSON nor the HTML form of a package index")
}
