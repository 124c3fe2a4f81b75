import Errors
import Foundation
import HTTP
import JSON

extension PipConfiguration {
  /// Reads what ``question`` printed.
  init(_ json: JSONValue, home: String, folder: URL) throws(Failure) {
    let isWithoutIndex = json["no-index"]?.bool == true
    let texts = [json["index"]?.string].compactMap(\.self) + strings(json["extra"])
    var indexes: [HTTPURL] = []
    var findLinks: [FindLinks] = []
    var credentials: [HTTPOrigin: HTTPAuthorization] = [:]
    for text in isWithoutIndex ? [] : texts {
      let address = try configuredURL(text, option: "index-url")
      indexes.append(address.url)
      credentials[address.url.origin] = credentials[address.url.origin] ?? address.authorization
    }
    for text in strings(json["find-links"]) {
      if let path = localPath(text, home: home) {
        findLinks.append(.folder(URL(filePath: path, relativeTo: folder).absoluteURL))
        continue
      }
      let address = try configuredURL(text, option: "find-links")
      findLinks.append(.page(address.url))
      credentials[address.url.origin] = credentials[address.url.origin] ?? address.authorization
    }
    self.init(
      indexes: indexes, findLinks: findLinks, certificateBundle: json["cert"]?.string,
      trustedHosts: strings(json["trusted-hosts"]), credentials: credentials)
  }
}

private func strings(_ value: JSONValue?) -> [String] { (value?.array ?? []).compactMap(\.string) }

/// The path that `text` names; nil when it is a URL that must be asked.
private func localPath(_ text: String, home: String) -> String? {
  if text == "~" || text.hasPrefix("~/") { return home + text.dropFirst() }
  if text.lowercased().hasPrefix("file:") { return URL(string: text)?.path(percentEncoded: false) }
  return text.contains("://") ? nil : text
}

private func configuredURL(_ text: String, option: String) throws(Failure)
  -> ConfiguredURL
{
  do throws(HTTPURLError) {
    return try ConfiguredURL(text)
  } catch {
    throw Failure(
      .badData, doing: "reading pip's configuration",
      found: "\(option) \(shown(redactingUserInfo(text))): \(error.found)",
      hint: "\(error.hint); `python3 -m pip config debug` shows the file with this setting")
  }
}
