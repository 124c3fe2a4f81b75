import Digest
import HTTP
import JSON
import ReleaseModel

// The JSON form of the simple repository API:
// https://packaging.python.org/en/latest/specifications/simple-repository-api/#json-serialization

extension IndexPage {
  /// Reads the JSON form; `url` is the page's own, against which file URLs are resolved.
  init(json body: [UInt8], at url: HTTPURL) throws(IndexPageError) {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONValue(parsing: body, limits: JSONLimits(size: largestPage))
    } catch {
      throw IndexPageError(found: "is not JSON: \(shown(error.description))")
    }
    guard let page = value.object else {
      throw IndexPageError(found: "is \(value.kind); expected an object")
    }
    try requireKnownVersion(page["meta"]?["api-version"])
    guard let list = page["files"]?.array else {
      throw IndexPageError(found: "/files is missing or not an array")
    }
    for (place, entry) in list.enumerated() {
      if let file = try IndexFile(json: entry, at: url, pointer: "/files/\(place)") {
        files.append(file)
      }
    }
    versions = (page["versions"]?.array ?? []).compactMap(\.string)
  }
}

/// Refuses pages of another major version, as clients must; the minor one only adds.
private func requireKnownVersion(_ value: JSONValue?) throws(IndexPageError) {
  guard let text = value?.string else {
    throw IndexPageError(found: "/meta/api-version is missing; is this a package index?")
  }
  guard text.split(separator: ".").first == "1" else {
    throw IndexPageError(
      found: "speaks version \(shown(text)) of the repository API; roller supports 1.x")
  }
}

extension IndexFile {
  /// Nil for a file whose name no installer would take.
  fileprivate init?(json: JSONValue, at url: HTTPURL, pointer: String) throws(IndexPageError) {
    guard let entry = json.object else { throw wrong(pointer, "is not an object") }
    guard let name = entry["filename"]?.string else {
      throw wrong(pointer + "/filename", "is missing or not a string")
    }
    guard isFileName(name) else { return nil }
    guard let reference = entry["url"]?.string, let address = try? url.resolving(reference) else {
      throw wrong(pointer + "/url", "is missing or not an allowed URL")
    }
    self.init(
      name: name, location: .remote(address), sha256: digest(entry["hashes"]?["sha256"]?.string),
      size: entry["size"]?.integer,
      uploaded: entry["upload-time"]?.string.flatMap { Timestamp($0) },
      requiresPython: entry["requires-python"]?.string, yanked: yankReason(entry["yanked"]))
  }
}

/// PEP 691: `false`, `true`, or the reason.
private func yankReason(_ value: JSONValue?) -> String? {
  if let reason = value?.string { return reason }
  return value?.bool == true ? "" : nil
}

private func wrong(_ pointer: String, _ found: String) -> IndexPageError {
  IndexPageError(found: "\(pointer) \(found)")
}
