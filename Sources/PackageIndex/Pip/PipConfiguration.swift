import Errors
import Foundation
import HTTP
import JSON

/// Where pip on this machine looks for packages.
///
/// pip itself is asked, for it alone knows its files, its environment, its sections and its own
/// default index: <https://pip.pypa.io/en/stable/topics/configuration/>. So no host is written here.
package struct PipConfiguration: Sendable, Equatable {
  /// The index and the extra ones, in order; empty when pip may use none.
  package let indexes: [HTTPURL]
  /// Pages and folders of links, in order.
  package let findLinks: [FindLinks]
  /// A file of PEM certificates to trust instead of the system's.
  package let certificateBundle: String?
  /// Hosts, perhaps with a port, that are asked without TLS although they are not this machine.
  package let trustedHosts: [String]
  private let credentials: [HTTPOrigin: HTTPAuthorization]

  /// A place that is not an index but holds or lists files.
  package enum FindLinks: Sendable, Hashable {
    case page(HTTPURL)
    case folder(URL)
  }

  package init(
    indexes: [HTTPURL], findLinks: [FindLinks] = [], certificateBundle: String? = nil,
    trustedHosts: [String] = [], credentials: [HTTPOrigin: HTTPAuthorization] = [:]
  ) {
    self.indexes = indexes
    self.findLinks = findLinks
    self.certificateBundle = certificateBundle
    self.trustedHosts = trustedHosts
    self.credentials = credentials
  }

  /// What `origin` is to be told; pip too sends an index's credentials to all of its host.
  func authorization(for origin: HTTPOrigin) -> HTTPAuthorization? { credentials[origin] }

  /// Every password that the configuration holds, to be hidden in logs.
  package var secrets: [Secret] {
    credentials.values.compactMap { authorization in
      switch authorization {
      case .basic(_, let password): password.exposed.isEmpty ? nil : password
      case .bearer(let token): token
      }
    }
  }

  /// Whether the configuration allows cleartext to `origin`.
  func allowsCleartext(to origin: HTTPOrigin) -> Bool {
    trustedHosts.contains { $0 == origin.host || $0 == "\(origin.host):\(origin.port)" }
  }
}

extension PipConfiguration {
  /// Asks pip; `home` is what a leading `~` in a folder stands for, and `folder` what relative
  /// paths are relative to.
  package static func read(by python: some Python, home: String, folder: URL)
    async throws(Failure) -> PipConfiguration
  {
    let answer: String
    do throws(Failure) {
      answer = try await python.output(of: question, [])
    } catch {
      throw Failure(error, doing: "reading pip's configuration")
    }
    guard let json = try? JSONValue(parsing: answer) else { throw notUnderstood() }
    return try PipConfiguration(json, home: home, folder: folder)
  }

  /// What `pip download` would use if it were started now.
  ///
  /// The parser that it prints from is pip's own, so that files, sections and environment have pip's
  /// precedence, and the default is the one that pip carries. The current folder is taken off the
  /// module path: a file called `pip.py` there is nobody's configuration.
  static let question = """
    import sys
    sys.path[:] = [p for p in sys.path if p]
    import json, os
    from pip._internal.commands import create_command
    options, _ = create_command("download").parse_args([])
    print(json.dumps({
      "index": options.index_url,
      "extra": options.extra_index_urls,
      "no-index": bool(options.no_index),
      "find-links": options.find_links,
      "cert": options.cert or os.environ.get("REQUESTS_CA_BUNDLE")
        or os.environ.get("CURL_CA_BUNDLE"),
      "trusted-hosts": options.trusted_hosts,
    }))
    """
}

private func notUnderstood() -> Failure {
  Failure(
    .badData, doing: "reading pip's configuration", found: "pip's answer was not understood",
    hint: "check that `python3 -m pip --version` shows 20.1 or newer")
}
