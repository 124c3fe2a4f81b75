/// The addresses that replies carry, all under the origin that the client itself used.
struct Links: Sendable, Equatable {
  /// Scheme, host and port, without a final slash.
  let origin: String
  /// `/api/v3` when the client used GitHub Enterprise's prefix, else empty.
  let prefix: String
  let owner: String
  let name: String

  var fullName: String { "\(owner)/\(name)" }

  /// The address of `path` in the REST API.
  func api(_ path: String) -> String { "\(origin)\(prefix)/\(path)" }

  /// The address of `path` under the repository in the REST API; of the repository when empty.
  func repository(_ path: String = "") -> String {
    api("repos/\(fullName)" + (path.isEmpty ? "" : "/" + path))
  }

  /// The address of `path` under the repository for people.
  func page(_ path: String = "") -> String {
    "\(origin)/\(fullName)" + (path.isEmpty ? "" : "/" + path)
  }

  var clone: String { page() + ".git" }

  /// Where a release's files are sent, as the URI template that GitHub gives.
  func upload(release id: Int) -> String {
    let base = prefix.isEmpty ? origin : origin + "/api/uploads"
    return "\(base)/repos/\(fullName)/releases/\(id)/assets{?name,label}"
  }

  /// Where a browser gets a release's file.
  func download(tag: String, file: String) -> String {
    let tag = percentEncoded(tag, keeping: "/")
    return page("releases/download/\(tag)/\(percentEncoded(file, keeping: "+"))")
  }
}
