import Errors
import HTTP
import Rolling

/// Where a repository's forge answers: REST here, git there.
package struct ForgeAddress: Sendable, Equatable {
  /// `https://api.github.com`, or an Enterprise server's `https://HOST/api/v3`.
  package let api: HTTPURL
  /// What git clones: `https://github.com/OWNER/NAME.git`.
  package let git: HTTPURL
  package let owner: String
  package let name: String

  package init(api: HTTPURL, git: HTTPURL, owner: String, name: String) {
    self.api = api
    self.git = git
    self.owner = owner
    self.name = name
  }

  /// The forge of the repository that people open at `page`: `https://HOST/OWNER/NAME`.
  ///
  /// github.com and GHE.com keep their APIs on hosts of their own, every other server below `/api/v3`:
  /// <https://docs.github.com/en/enterprise-server/rest/quickstart>,
  /// <https://docs.github.com/en/enterprise-cloud@latest/admin/data-residency/network-details-for-ghecom>.
  package init(page: String) throws(Failure) {
    let text = page.hasSuffix(".git") ? String(page.dropLast(4)) : page
    do {
      let url = try HTTPURL(text)
      let parts = url.path.split(separator: "/").map(String.init)
      guard parts.count == 2, url.query == nil, parts.allSatisfy(isName) else {
        throw notAPage(url.redacted)
      }
      let host = url.origin.host
      let hasHost = host == "github.com" || host.hasSuffix(".ghe.com")
      self.init(
        api: try HTTPURL(hasHost ? "https://api.\(host)" : "\(url.origin)/api/v3"),
        git: try HTTPURL("\(url.origin)/\(parts[0])/\(parts[1]).git"), owner: parts[0],
        name: parts[1])
    } catch let error as HTTPURLError {
      throw notAPage(error.found, hint: error.hint)
    } catch {
      throw error as? Failure ?? notAPage("\(error)")
    }
  }

  /// Where assets may be sent: the API's own origin, and for github.com and GHE.com the host for
  /// uploads beside it.
  var uploadOrigins: Set<HTTPOrigin> {
    let host = api.origin.host
    guard host == "api.github.com" || host.hasPrefix("api.") && host.hasSuffix(".ghe.com"),
      let uploads = try? HTTPOrigin("https://uploads.\(host.dropFirst("api.".count))")
    else { return [api.origin] }
    return [api.origin, uploads]
  }
}

/// Whether GitHub could have an owner or a repository of that name.
private func isName(_ text: String) -> Bool {
  text != "." && text != ".."
    && text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
      default: false
      }
    }
}

private func notAPage(
  _ found: String, hint: String = "give the URL of the repository's page: https://HOST/OWNER/NAME"
) -> Failure {
  Failure(.rejected, doing: "reading the forge's address", found: found, hint: hint)
}
