import Digest
import Foundation
import HTTP
import ReleaseModel

extension PackageIndex {
  /// `file` with what its page did not say and its place knows: the hash of a file on this machine,
  /// and the time at which it came to be there.
  ///
  /// Only files that are chosen are settled: hashing reads all of a file, and an index that tells no
  /// upload times must be asked about each file
  /// (`Last-Modified`, <https://www.rfc-editor.org/rfc/rfc9110#section-8.8.2>).
  func settled(_ file: IndexFile) async -> IndexFile {
    switch file.location {
    case .local(let url):
      guard file.sha256 == nil || file.uploaded == nil else { return file }
      return await pool.run { file.settled(onDisk: url) }
    case .remote(let url):
      guard file.uploaded == nil else { return file }
      let response = try? await client.send(request(.head, url))
      let date = response.flatMap { $0.isSuccess ? $0.headers["Last-Modified"] : nil }
      return file.with(sha256: file.sha256, uploaded: date.flatMap(Timestamp.init(httpDate:)))
    }
  }
}

extension IndexFile {
  fileprivate func settled(onDisk url: URL) -> IndexFile {
    let facts = try? FileManager.default.attributesOfItem(atPath: url.path)
    let changed = (facts?[.modificationDate] as? Date)?.timeIntervalSince1970
    return with(
      sha256: try? SHA256Digest(ofFileAt: url),
      uploaded: changed.map { Timestamp(seconds: Int64($0.rounded(.down))) })
  }

  fileprivate func with(sha256: SHA256Digest?, uploaded: Timestamp?) -> IndexFile {
    IndexFile(
      name: name, location: location, sha256: sha256, size: size, uploaded: uploaded,
      requiresPython: requiresPython, yanked: yanked)
  }
}

extension Timestamp {
  /// Parses the form of HTTP's dates that servers send: `Sun, 06 Nov 1994 08:49:37 GMT`.
  init?(httpDate text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", parts[1].count == 2, parts[3].count == 4,
      let month = monthNames.firstIndex(of: String(parts[2]))
    else { return nil }
    let number = (month < 9 ? "0" : "") + String(month + 1)
    self.init("\(parts[3])-\(number)-\(parts[1])T\(parts[4])Z")
  }
}

private let monthNames = [
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
]
