/// One of the requests of git's smart HTTP protocol.
///
/// The older "dumb" protocol is not served: it would hand out files of the repository's folder.
/// <https://git-scm.com/docs/http-protocol>
struct GitRequest: Sendable, Equatable {
  enum Service: String, Sendable {
    case uploadPack = "git-upload-pack"
    case receivePack = "git-receive-pack"
  }

  let service: Service
  /// The address of the repository that it is for.
  let repository: [String]
  /// What follows the repository in the address.
  let path: String

  /// The git request that is made; nil when it is not one.
  init?(method: String, segments: [String], query: Query) {
    switch method {
    case "GET":
      guard segments.suffix(2) == ["info", "refs"],
        let service = query["service"].flatMap(Service.init(rawValue:))
      else { return nil }
      self.service = service
      repository = Array(segments.dropLast(2))
      path = "/info/refs"
    case "POST":
      guard let service = segments.last.flatMap(Service.init(rawValue:)) else { return nil }
      self.service = service
      repository = Array(segments.dropLast())
      path = "/\(service.rawValue)"
    default: return nil
    }
  }
}

extension ForgeIdentity {
  /// Whether git finds this forge's repository at the address `segments`, with `.git` or without.
  func isRepository(at segments: [String]) -> Bool {
    guard segments.count == 2 else { return false }
    let name = segments[1].hasSuffix(".git") ? String(segments[1].dropLast(4)) : segments[1]
    return matches(owner: segments[0], name: name)
  }
}
