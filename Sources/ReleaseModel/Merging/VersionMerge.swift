/// A merge of what two sides made of `version_info.json`.
///
/// Two moved pins are resolved forward when one descends from the other, or is the later version;
/// every other key is merged as a key. Our unchanged text stays byte for byte.
package struct VersionMerge: Sendable, Equatable {
  /// The merged file; with conflict markers where there are conflicts. Ours, when ``isShown`` is false.
  package let bytes: [UInt8]
  /// Whether every conflict could be marked in its lines; if not, only a merge of texts is left.
  package let isShown: Bool
  package let conflicts: [MergeConflict]
  /// The components whose pins both sides moved and that were resolved forward.
  package let resolved: [ComponentName]

  /// How the second revision of a component that both sides moved stands to the first.
  package typealias Question = (ComponentName, _ from: Revision, _ to: Revision) -> Descent

  /// The merge, or nil when one of the texts is not a good version file; then only a merge of texts is
  /// left.
  package init?(base: [UInt8], ours: [UInt8], theirs: [UInt8], descent: Question) {
    guard let base = try? VersionInfo.read(base), let ours = try? VersionInfo.read(ours),
      let theirs = try? VersionInfo.read(theirs)
    else { return nil }
    var merging = Merging(base: base, ours: ours, theirs: theirs)
    merging.mergeFile(descent)
    let merged = merging.bytes
    if merging.conflicts.isEmpty {
      guard let merged, (try? VersionInfo.read(merged)) != nil else { return nil }
    }
    bytes = merged ?? ours.bytes
    isShown = merged != nil
    conflicts = merging.conflicts
    resolved = merging.resolved
  }
}
