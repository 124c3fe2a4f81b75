import Errors
import Git
import ReleaseModel

extension Mirror {
  /// What `revision` records of other components, by the records of `schedules/components.json`.
  ///
  /// `others` tell commits from versions. Never throws for what upstream wrote: that is a problem of
  /// the reading.
  package func recordedPins(
    at revision: Revision, of others: [Component]
  ) async throws(Failure) -> RecordReading {
    try await recordedPins(at: [revision], of: others)[revision] ?? RecordReading()
  }

  /// The same for many revisions, brought together in a few requests.
  package func recordedPins(
    at revisions: [Revision], of others: [Component]
  ) async throws(Failure) -> [Revision: RecordReading] {
    var readings: [Revision: RecordReading] = [:]
    for record in component.records where record.format != .wheelRevisions {
      let files = try await files(record.path, at: revisions, limit: RecordLimits.file)
      let reader = RecordReader(record: record, origins: origins(of: others))
      for revision in revisions {
        guard let bytes = files[revision] else {
          readings[revision, default: RecordReading()].problems.append("\(record.path): not there")
          continue
        }
        let links = try await links(record, bytes, at: revision)
        let reading = reader.reading(of: bytes, links: links)
        readings[revision, default: RecordReading()].pins.merge(reading.pins) { first, _ in first }
        readings[revision]?.problems += reading.problems
      }
    }
    return readings
  }

  private func origins(of others: [Component]) -> [ComponentName: Component.Origin] {
    Dictionary(others.map { ($0.name, $0.origin) }, uniquingKeysWith: { first, _ in first })
  }

  /// The commits at the paths of the submodules that the record names.
  private func links(
    _ record: RecordedPins, _ bytes: [UInt8], at revision: Revision
  ) async throws(Failure) -> [String: ObjectID] {
    guard record.format == .submodules, let file = try? SubmodulesFile(bytes) else { return [:] }
    let commit = try id(revision)
    var links: [String: ObjectID] = [:]
    for (name, path) in file.paths where record.names[name] != nil || record.names[path] != nil {
      guard let place = try? TreePath(path) else { continue }
      let entry = try await asking { () throws(GitError) in
        try await remote.entry(at: place, of: commit, through: repository)
      }
      if let entry, entry.kind == .submodule { links[path] = entry.id }
    }
    return links
  }
}
