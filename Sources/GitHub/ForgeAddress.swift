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
  /// github.com keeps its API on a host of its own, every other server below `/api/v3`:
  /// <https://docs.github.com/en/enterprise-server/rest/quickstart>.
  package init(page: String) throws(ForgeError) {
    let text = page.hasSuffix(".git") ? String(page.dropLast(4)) : page
    do {
      let url = try HTTPURL(text)
      let parts = url.path.split(separator: "/").map(String.init)
      guard parts.count == 2 else { throw notAPage(url.redacted) }
      let isPublic = url.origin.host == "github.com"
      self.init(
        api: try HTTPURL(isPublic ? "https://api.github.com" : "\(url.origin)/api/v3"),
        git: try HTTPURL("\(url.origin)/\(parts[0])/\(parts[1]).git"), owner: parts[0],
        name: parts[1])
    } catch let error as HTTPURLError {
      throw notAPage(error.found, hint: error.hint)
    } catch {
      throw error as? ForgeError ?? notAPage("\(error)")
    }
  }

  /// Where assets may be sent: the API's own origin, and for github.com its host for uploads.
  var uploadOrigins: Set<HTTPOrigin> {
    guard api.origin.host == "api.github.com",
      let uploads = try? HTTPOrigin("https://uploads.github.com")
    else { return [api.origin] }
    return [api.origin, uploads]
  }
}

private func notAPage(
  _ found: String, hint: String = "name the repository's page: https://HOST/OWNER/NAME"
) -> ForgeError {
  ForgeError(kind: .refused, doing: "reading the forge's address", found: found, hint: hint)
}
