/// The REST API versions that the forge speaks, by the value of `X-GitHub-Api-Version`.
///
/// <https://docs.github.com/rest/about-the-rest-api/api-versions>
enum APIVersion: String, Sendable, CaseIterable {
  case v2022 = "2022-11-28"
  /// Drops `merge_commit_sha` and `assignee` from pull requests, among others.
  case v2026 = "2026-03-10"

  /// The version that `header` asks for; the older one when it asks for none, as on GitHub.
  init(header: String?) throws(Refusal) {
    guard let header, !header.isEmpty else {
      self = .v2022
      return
    }
    guard let version = APIVersion(rawValue: header) else { throw unsupported(header) }
    self = version
  }
}

private func unsupported(_ header: String) -> Refusal {
  let known = APIVersion.allCases.map(\.rawValue).joined(separator: ", ")
  return Refusal(400, "API version \(header.prefix(40)) is not supported; use one of: \(known)")
}
