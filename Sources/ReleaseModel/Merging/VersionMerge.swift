/// A merge of what two sides made of `version_info.json`.
///
/// Two moved pins are resolved forward when one descends from the other, or is the later version;
/// every other key is merged as a key. What is kept of ours stays byte for byte.
package struct VersionMerge: Sendable, Equatable {
  /// The merged file; with conflict markers where there are conflicts.
  package let bytes: [UInt8]
  package let conflicts: [MergeConflict]
  /// The components whose pins both sides moved and that were resolved forward.
  package let resolved: [ComponentName]

  /// How theirs stands to ours, for a component that both sides moved.
  package typealias Question = (ComponentName, _ ours: Revision, _ theirs: Revision) -> Descent

  /// The merge, or nil when one of the texts is no good version file or a conflict cannot be shown in
  /// its lines; then only a merge of texts is left.
  package init?(base: [UInt8], ours: [UInt8], theirs: [UInt8], descent: Question) {
    guard let base = try? VersionInfo.read(base), let ours = try? VersionInfo.read(ours),
      let theirs = try? VersionInfo.read(theirs)
    else { return nil }
    var merging = Merging(base: base, ours: ours, theirs: theirs)
    merging.mergeFile(descent)
    guard let bytes = merging.bytes else { return nil }
    if merging.conflicts.isEmpty, (try? VersionInfo.read(bytes)) == nil { return nil }
    self.bytes = bytes
    conflicts = merging.conflicts
    resolved = merging.resolved
  }
}
