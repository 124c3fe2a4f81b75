import Git
import JSON
import ReleaseModel

/// A file of `refs/roller/evidence`, and what it says.
struct EvidenceFile: Sendable {
  enum Content: Sendable {
    case record(Evidence)
    case struck(StruckEvidence)
    case unreadable(found: String)
  }

  let path: String
  let blob: ObjectID
  let content: Content
}

extension EvidenceFile.Content {
  /// What `bytes` say at `path`: a file in a wrong place says nothing.
  init(_ bytes: [UInt8], at path: String) {
    do throws(JSONError) {
      self = Self.read(try JSONValue(parsing: bytes), at: path)
    } catch {
      self = .unreadable(found: "it is not JSON: \(error)")
    }
  }

  private static func read(_ json: JSONValue, at path: String) -> Self {
    if path.hasPrefix(StruckEvidence.folder + "/") {
      guard let struck = StruckEvidence(json: json) else {
        return .unreadable(found: "it is not a record of struck evidence")
      }
      return struck.path == path ? .struck(struck) : misplaced(struck.path)
    }
    guard let record = Evidence(json: json) else {
      return .unreadable(found: "it is not evidence of a validation")
    }
    return record.path == path ? .record(record) : misplaced(record.path)
  }

  private static func misplaced(_ path: String) -> Self {
    .unreadable(found: "it belongs at \(path)")
  }
}

extension RecordedEvidence {
  init(_ files: [EvidenceFile]) {
    var records: [Evidence] = []
    var struck: [StruckEvidence] = []
    var unreadable: [UnreadableRecord] = []
    for file in files {
      switch file.content {
      case .record(let record): records.append(record)
      case .struck(let record): struck.append(record)
      case .unreadable(let found):
        unreadable.append(UnreadableRecord(ref: evidenceRef, path: file.path, found: found))
      }
    }
    // Somebody may have put a struck record back.
    let wrong = Set(struck.map(\.evidence))
    self.init(
      records: records.filter { !wrong.contains($0) }, struck: struck, unreadable: unreadable)
  }
}

/// Where verdicts are recorded.
let evidenceRef = "refs/roller/evidence"
