import Errors
import Foundation
import HTTP
import ReleaseModel
import VersionDiffs

/// What can be learnt of the files of one pinned version: from its index, and from the wheels that
/// were fetched to this machine.
struct WheelFacts: Sendable {
  private let pin: WheelPin
  /// The pinned file of each target, of its first Python, as the index lists it.
  private let listed: [TargetName: IndexFile]
  private let cache: URL

  init(_ pin: WheelPin, _ release: IndexRelease?, cache: URL) {
    self.pin = pin
    self.cache = cache
    listed = pin.files.compactMapValues { files in
      release?.files.first { $0.sha256 == files[nil] }
    }
  }

  var end: BumpDifference.End {
    let uploaded = listed.values.compactMap(\.uploaded).min()
    return BumpDifference.End(.wheel(pin), landed: uploaded?.day)
  }

  /// In bytes; nil when neither the index nor this machine knows.
  func size(for target: TargetName) -> Int64? {
    if let size = listed[target]?.size { return size }
    guard let file = fetched(for: target),
      let facts = try? FileManager.default.attributesOfItem(atPath: file.path)
    else { return nil }
    return (facts[.size] as? NSNumber)?.int64Value
  }

  /// What the version says about itself, by the file of its first target.
  ///
  /// A wheel on this machine tells all; otherwise the index may show the metadata apart
  /// (<https://peps.python.org/pep-0658/>). No wheel is fetched for this.
  func needs(_ index: PackageIndex?, _ python: any Python) async -> Answer<WheelNeeds> {
    for target in pin.files.keys.sorted() {
      guard let file = fetched(for: target) else { continue }
      do throws(Failure) {
        return .known(WheelNeeds(try await WheelMetadata.read(file, by: python)))
      } catch {
        return .unknown(because: error.found)
      }
    }
    guard let index else { return .unknown(because: notHere()) }
    for target in pin.files.keys.sorted() {
      guard let file = listed[target] else { continue }
      if let needs = await index.needs(of: file) { return .known(needs) }
    }
    return .unknown(because: notHere() + ", and the index does not serve their metadata separately")
  }

  private func fetched(for target: TargetName) -> URL? {
    pin.files[target]?[nil].flatMap { try? CacheEntry($0, in: cache).file() }
  }

  private func notHere() -> String { "the wheels of \(pin.version) are not on this machine" }
}

/// What a wheel asks of others.
struct WheelNeeds: Sendable, Equatable {
  /// The lines of `Requires-Dist`, as they stand
  /// (<https://packaging.python.org/en/latest/specifications/core-metadata/#requires-dist-multiple-use>).
  let requirements: [String]
  /// Empty when the wheel asks for no particular Python.
  let python: String
  /// What the wheel was built from, by its own names; empty when it was not read.
  let revisions: [String: Revision]

  init(_ metadata: WheelMetadata) {
    requirements = metadata.requirements
    python = metadata.requiresPython ?? ""
    revisions = metadata.revisions
  }

  /// Reads a METADATA file: fields in the form of e-mail headers, then an empty line.
  init(metadata text: String) {
    var requirements: [String] = []
    var python = ""
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      guard !line.isEmpty else { break }
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let value = parts[1].trimmingCharacters(in: .whitespaces)
      switch parts[0].lowercased() {
      case "requires-dist": requirements.append(value)
      case "requires-python": python = value
      default: continue
      }
    }
    self.requirements = requirements
    self.python = python
    revisions = [:]
  }
}

extension PackageIndex {
  /// What `file` asks of others, when its place shows that beside the file; nil when it does not.
  fileprivate func needs(of file: IndexFile) async -> WheelNeeds? {
    guard case .remote(let url) = file.location,
      let beside = try? url.resolving(url.path + ".metadata")
    else { return nil }
    var asked = request(.get, beside)
    asked.limits.size = 1 << 20
    guard let response = try? await client.send(asked), response.status == 200 else { return nil }
    let text = String(decoding: response.body, as: UTF8.self)
    return text.hasPrefix("Metadata-Version:") ? WheelNeeds(metadata: text) : nil
  }
}
