import ArtifactStore
import Digest
import Foundation

/// The files that a green build left in a folder.
struct Build: Sendable {
  let report: ScriptReport
  let folder: URL
  /// What must lie in the folder whenever it is used, by name.
  private let digests: [String: SHA256Digest]

  /// The build that the store holds as `entry`, whose report's words were checked before.
  init(report: ScriptReport, entry: (folder: URL, manifest: Manifest)) {
    self.report = report
    folder = entry.folder
    digests = Dictionary(
      entry.manifest.files.map { ($0.name, $0.digest) }, uniquingKeysWith: { first, _ in first })
  }

  private init(report: ScriptReport, folder: URL) {
    self.report = report
    self.folder = folder
    digests = Dictionary(
      report.files.map { ($0.name, $0.digest) }, uniquingKeysWith: { first, _ in first })
  }

  /// The build in `folder`, each file seen to be what the report says.
  init(in folder: URL) throws(ReportError) {
    let bytes = try bytesOfOutput("result.json", in: folder, limit: 4 << 20)
    try self.init(verifying: ScriptReport(parsing: bytes), in: folder)
  }

  /// The build that `report` tells of, each file seen to be what it says.
  init(verifying report: ScriptReport, in folder: URL) throws(ReportError) {
    guard report.verdict == .green, !report.files.isEmpty else {
      throw ReportError(found: "the build is green but wrote no file")
    }
    for file in report.files {
      let url = folder.appending(path: file.name)
      guard let size = regularFileSize(url) else {
        throw ReportError(found: "\(file.name) was not written")
      }
      guard size == file.bytes, (try? SHA256Digest(ofFileAt: url)) == file.digest else {
        throw ReportError(found: "\(file.name) does not match result.json")
      }
    }
    self.init(report: report, folder: folder)
  }

  /// By name.
  var files: [String: URL] {
    Dictionary(
      uniqueKeysWithValues: report.files.map { ($0.name, folder.appending(path: $0.name)) })
  }

  /// The folder as a container sees it at `destination`.
  func mount(at destination: String) -> StepMount {
    StepMount(folder, at: destination, holding: digests)
  }

  var reportFile: URL { folder.appending(path: "result.json") }
}

/// The bytes of a regular file of at most `limit` bytes that a container left in `folder`.
///
/// Anything else under that name, such as a link to a file of ours or a pipe, is not read.
func bytesOfOutput(
  _ name: String, in folder: URL, limit: Int64
) throws(ReportError) -> [UInt8] {
  let file = folder.appending(path: name)
  guard let size = regularFileSize(file) else {
    throw ReportError(found: "\(name) was not written")
  }
  guard size <= limit, let bytes = try? Data(contentsOf: file) else {
    throw ReportError(found: "\(name) has \(size) bytes, more than \(limit)")
  }
  return Array(bytes)
}

/// The size of a regular file that is not a link; nil for anything else.
private func regularFileSize(_ url: URL) -> Int64? {
  guard let attributes = try? FileManager.default.attributesOfItem(atPath: url.path),
    attributes[.type] as? FileAttributeType == .typeRegular
  else { return nil }
  return (attributes[.size] as? NSNumber)?.int64Value
}
