import Digest
import JSON
import ReleaseModel
import Rolling

/// `inputs.json`: what a step is made from, and nothing else that could change its bytes.
package struct InputsDocument: Sendable {
  package struct File: Sendable, Hashable {
    package let name: String
    package let digest: SHA256Digest

    package init(name: String, digest: SHA256Digest) {
      self.name = name
      self.digest = digest
    }
  }

  /// Content of a repository, by git's identities of the declared paths.
  package struct Source: Sendable, Hashable {
    package let trees: [String: String]
    package let pin: GitPin

    package init(trees: [String: String], pin: GitPin) {
      self.trees = trees
      self.pin = pin
    }
  }

  /// Version and pins; nil for a build that must not know them.
  package let stamp: ValidationJob?
  /// What is made for: the job's target, or the host that its check needs.
  package let target: TargetName
  /// Of the Pythons that the step is for.
  package let files: [ComponentName: PerPython<File>]
  package var flavour: String?
  package var sources: [ComponentName: Source] = [:]
  /// The names of the files of each needed package.
  package var needs: [PackageName: [String]] = [:]

  package init(
    stamp: ValidationJob?, target: TargetName, files: [ComponentName: PerPython<File>]
  ) {
    self.stamp = stamp
    self.target = target
    self.files = files
  }

  package var json: JSONValue {
    var object = JSONObject([("target", .string(target.description))])
    object["flavour"] = flavour.map { .string($0) }
    object["version"] = stamp.map { .string($0.version.description) }
    object["source-date-epoch"] = .integer(archiveDate.seconds)
    object["pin-set"] = stamp.map(\.pinsJSON)
    object["wheels"] = .object(
      JSONObject(
        files.sorted { $0.key < $1.key }.map { ($0.description, json(of: $1)) }))
    if !sources.isEmpty {
      let members = sources.sorted { $0.key < $1.key }.map { ($0.description, json(of: $1, $0)) }
      object["sources"] = .object(JSONObject(members))
    }
    if !needs.isEmpty {
      let members = needs.sorted { $0.key < $1.key }.map { name, files -> (String, JSONValue) in
        let names = files.sorted().map { JSONValue.string($0) }
        return (name.description, ["path": .string("/needs/\(name)"), "files": .array(names)])
      }
      object["needs"] = .object(JSONObject(members))
    }
    return .object(object)
  }

  /// The date inside archives.
  package var archiveDate: Timestamp { stamp?.archiveDate ?? oldestArchiveDate }

  private func json(of files: PerPython<File>) -> JSONValue {
    let members = files.values.map { python, file -> (String, JSONValue) in
      let entry: JSONValue = [
        "file": .string(file.name), "sha256": .string(file.digest.hexadecimal),
      ]
      return (python?.description ?? "", entry)
    }
    return files.common == nil ? ["files": .object(JSONObject(members))] : members[0].1
  }

  private func json(of source: Source, _ name: ComponentName) -> JSONValue {
    let trees = source.trees.sorted { $0.key < $1.key }.map { ($0, JSONValue.string($1)) }
    var object = JSONObject([
      ("path", .string("/src/\(name)")), ("trees", .object(JSONObject(trees))),
    ])
    guard stamp != nil else { return .object(object) }
    for (key, value) in Pin.git(source.pin).recorded { object[key] = value }
    return .object(object)
  }
}

extension ValidationJob {
  /// What of the job a step may know that is made anew for each version, one fact a line.
  var stampText: String { "\(version) \(archiveDate.seconds) \(pinsJSON.text(.compact))" }

  fileprivate var pinsJSON: JSONValue {
    let members = pins.components.sorted().compactMap { name in
      pins[name].map { (name.description, JSONValue.object($0.recorded)) }
    }
    return [
      "digest": .string(pins.digest.description), "pins": .object(JSONObject(members)),
    ]
  }

  /// The date inside archives: zip archives, and so wheels, know none before 1980
  /// (<https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>, 4.4.6).
  var archiveDate: Timestamp { max(sourceDate, oldestArchiveDate) }
}

private let oldestArchiveDate = Timestamp(seconds: 315_532_800)
