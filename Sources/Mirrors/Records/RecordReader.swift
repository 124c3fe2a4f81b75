import Git
import JSON
import ReleaseModel

/// Turns one file of pins into what it says of our components; pure.
struct RecordReader: Sendable {
  let record: RecordedPins
  /// How each component of ours is pinned: by a commit, or by a version of an index.
  let origins: [ComponentName: Component.Origin]

  /// What `bytes` says; `links` are the commits at the paths of submodules.
  func reading(of bytes: [UInt8], links: [String: ObjectID] = [:]) -> RecordReading {
    var reading = RecordReading()
    do throws(RecordFault) {
      let lookup = try lookup(in: bytes, links: links)
      for (name, component) in record.names.sorted(by: { $0.key < $1.key }) {
        guard let text = lookup(name) else {
          reading.problems.append("\(record.path): it does not pin \(quotedRecord(name))")
          continue
        }
        if let pin = checked(text, for: component) {
          reading.pins[component] = pin
        } else {
          reading.problems.append(
            "\(record.path): \(quotedRecord(name)) is pinned at \(quotedRecord(text)), "
              + "which is not a \(isGit(component) ? "full commit id" : "version")")
        }
      }
    } catch {
      reading.problems.append("\(record.path): \(error)")
    }
    return reading
  }

  private func lookup(
    in bytes: [UInt8], links: [String: ObjectID]
  ) throws(RecordFault) -> (String) -> String? {
    switch record.format {
    case .syncDeps:
      let file = try SyncDepsFile(bytes)
      return { file.pins[$0] }
    case .requirements:
      let file = try RequirementsFile(bytes)
      return { file.pins[ProjectName(normalizing: $0)?.description ?? $0] }
    case .submodules:
      let file = try SubmodulesFile(bytes)
      return { name in
        let path = file.paths[name] ?? file.paths.values.first { $0 == name }
        return path.flatMap { links[$0]?.hexadecimal }
      }
    case .versionInfo:
      let file = try VersionRecordFile(bytes)
      return { file.pin(of: $0) }
    case .wheelRevisions:
      let revisions = try PythonDictionary(named: "REVISIONS", in: bytes).values
      return { revisions[$0] }
    }
  }

  private func checked(_ text: String, for component: ComponentName) -> String? {
    isGit(component) ? Revision(text)?.description : PythonVersion(text)?.description
  }

  private func isGit(_ component: ComponentName) -> Bool {
    switch origins[component] {
    case .git, nil: true
    case .index: false
    }
  }
}

/// The pins of a `sync_deps.py`, as openxla-devtools wrote them: the dictionary `PINNED_VERSIONS`.
struct SyncDepsFile: Sendable, Equatable {
  /// What each of upstream's names is pinned at.
  let pins: [String: String]

  init(_ bytes: [UInt8]) throws(RecordFault) {
    pins = try PythonDictionary(named: "PINNED_VERSIONS", in: bytes).values
  }
}

/// The pins in a `version_info.json` or `version.json`: this release's own form, with `pins`, or the
/// older one, with `iree-revision` at the top.
struct VersionRecordFile: Sendable, Equatable {
  private let document: JSONValue

  init(_ bytes: [UInt8]) throws(RecordFault) {
    do throws(JSONError) {
      document = try JSONValue(parsing: bytes, limits: JSONLimits(size: RecordLimits.file))
    } catch {
      throw RecordFault("it is not JSON: \(error)")
    }
    guard document.object != nil else { throw RecordFault("it is not a JSON object") }
  }

  /// What `name` is pinned at: a revision or a version.
  func pin(of name: String) -> String? {
    let own = document["pins"]?[name]
    return own?["revision"]?.string ?? own?["version"]?.string
      ?? document["\(name)-revision"]?.string ?? document["\(name)-version"]?.string
  }
}
