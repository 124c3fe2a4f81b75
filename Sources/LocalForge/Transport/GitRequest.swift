/// One of the three requests of git's smart HTTP protocol.
///
/// <https://git-scm.com/docs/http-protocol>
struct GitRequest: Sendable, Equatable {
  enum Service: String, Sendable, CaseIterable {
    case uploadPack = "git-upload-pack"
    case receivePack = "git-receive-pack"
  }

  let service: Service
  /// What follows the repository in the address.
  let path: String

  /// The git request for the repository of `identity`; nil when it is not one.
  ///
  /// The older "dumb" protocol is not served: it would hand out files of the repository's folder.
  init?(method: String, segments: [String], query: Query, identity: ForgeIdentity) {
    guard segments.count >= 3 else { return nil }
    let name = segments[1].hasSuffix(".git") ? String(segments[1].dropLast(4)) : segments[1]
    guard identity.matches(owner: segments[0], name: name) else { return nil }
    path = "/" + segments.dropFirst(2).joined(separator: "/")
    switch (method, path) {
    case ("GET", "/info/refs"):
      guard let service = query["service"].flatMap(Service.init(rawValue:)) else { return nil }
      self.service = service
    case ("POST", "/git-upload-pack"): service = .uploadPack
    case ("POST", "/git-receive-pack"): service = .receivePack
    default: return nil
    }
  }
}

extension GitRequest {
  /// A request to fetch, and the path of the repository that it is for; nil for anything else, a push
  /// above all.
  static func reading(
    method: String, segments: [String], query: Query
  ) -> (request: GitRequest, repository: [String])? {
    let upload = Service.uploadPack
    switch method {
    case "GET":
      guard segments.suffix(2) == ["info", "refs"], query["service"] == upload.rawValue else {
        return nil
      }
      return (GitRequest(service: upload, path: "/info/refs"), Array(segments.dropLast(2)))
    case "POST":
      guard segments.last == upload.rawValue else { return nil }
      return (GitRequest(service: upload, path: "/git-upload-pack"), Array(segments.dropLast()))
    default: return nil
    }
  }

  private init(service: Service, path: String) {
    self.service = service
    self.path = path
  }
}
