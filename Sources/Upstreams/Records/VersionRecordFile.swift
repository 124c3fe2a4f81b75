import JSON

/// The pins in a `version_info.json` or `version.json`: this release's own form, with `pins`, or the
/// older one, where `iree-revision` stands at the top.
struct VersionRecordFile: Sendable, Equatable {
  private let document: JSONValue

  init(_ bytes: [UInt8]) throws(RecordFault) {
    do throws(JSONError) {
      document = try JSONValue(parsing: bytes, limits: JSONLimits(size: RecordLimits.file))
    } catch {
      throw RecordFault("it is no JSON: \(error)")
    }
    guard document.object != nil else { throw RecordFault("it is no JSON object") }
  }

  /// What `name` is pinned at: a revision or a version.
  func pin(of name: String) -> String? {
    let own = document["pins"]?[name]
    return own?["revision"]?.string ?? own?["version"]?.string
      ?? document["\(name)-revision"]?.string ?? document["\(name)-version"]?.string
  }
}
