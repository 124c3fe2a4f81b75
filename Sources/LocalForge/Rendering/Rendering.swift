import JSON

/// Turns what the forge knows into GitHub's JSON, complete by GitHub's own schemas.
///
/// <https://github.com/github/rest-api-description>; every member that a schema requires is there,
/// also where a forge on loopback has nothing to say.
struct Rendering: Sendable {
  let links: Links
  let version: APIVersion
  let facts: RepositoryFacts

  /// An opaque id for the newer interfaces, unique as the numeric one is.
  func node(_ kind: String, _ id: some CustomStringConvertible) -> JSONValue {
    .string("\(kind)_\(id)")
  }
}

/// What the repository's own reply says about it.
struct RepositoryFacts: Sendable, Equatable {
  var defaultBranch: String
  var created: Timestamp
  var pushed: Timestamp
  var openPulls: Int
}
