import Digest
import Foundation
import HTTP

// The HTML form, of indexes without JSON and of find-links pages:
// https://packaging.python.org/en/latest/specifications/simple-repository-api/#base-html-api

extension IndexPage {
  /// Reads every link to a wheel or an archive; `url` is the page's own.
  init(html body: [UInt8], at url: HTTPURL) throws(IndexPageError) {
    guard body.count <= largestPage else {
      throw IndexPageError(found: "has \(body.count) bytes; the limit is \(largestPage)")
    }
    var base = url
    var sawMarkup = false
    for tag in HTMLTags(body) {
      sawMarkup = true
      switch tag.name {
      case "base":
        if let reference = tag["href"], let resolved = try? url.resolving(reference) {
          base = resolved
        }
      case "meta" where tag["name"] == "pypi:repository-version":
        try requireFirstVersion(tag["content"] ?? "")
      case "a":
        if let file = IndexFile(link: tag, base: base) { files.append(file) }
      default: break
      }
    }
    guard sawMarkup || body.isEmpty else {
      throw IndexPageError(found: "is labelled HTML but has no markup")
    }
  }
}

/// <https://peps.python.org/pep-0629/>
private func requireFirstVersion(_ text: String) throws(IndexPageError) {
  guard text.split(separator: ".").first == "1" else {
    throw IndexPageError(
      found: "speaks version \(shown(text)) of the repository API; roller supports 1.x")
  }
}

extension IndexFile {
  /// The file behind a link; nil for links to anything else, which pages are full of.
  fileprivate init?(link: HTMLTag, base: HTTPURL) {
    guard let reference = link["href"] else { return nil }
    let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    guard let address = try? base.resolving(String(parts.first ?? "")),
      let last = address.path.split(separator: "/").last,
      let name = String(last).removingPercentEncoding, isFileName(name)
    else { return nil }
    let fragment = parts.count == 2 ? String(parts[1]) : ""
    self.init(
      name: name, location: .remote(address), sha256: digest(inFragment: fragment),
      requiresPython: link["data-requires-python"], yanked: link["data-yanked"])
    guard name.hasSuffix(".whl") || isArchive(name) else { return nil }
  }
}

private func digest(inFragment fragment: String) -> SHA256Digest? {
  for item in fragment.split(separator: "&") where item.hasPrefix("sha256=") {
    return digest(String(item.dropFirst("sha256=".count)))
  }
  return nil
}

private func isArchive(_ name: String) -> Bool {
  [".tar.gz", ".zip", ".tar.bz2", ".tar.xz", ".tgz", ".tar"].contains { name.hasSuffix($0) }
}
