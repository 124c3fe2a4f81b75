import ChangeChecks
import Git
import ReleaseModel

/// Merges version_info.json with what the mirrors of this machine know.
package struct MergeDriver {
  private let components: [Component]
  private let answers: UpstreamAnswers

  /// For the repository at `place`, when there is one: it says where components come from.
  package init(in place: RepositoryPlace?, answers: @escaping UpstreamAnswers) {
    components = place.map(Self.components(in:)) ?? []
    self.answers = answers
  }

  package struct End {
    package let bytes: [UInt8]
    package let isClean: Bool
    /// What is said on the terminal.
    package let told: [String]
  }

  package func merge(base: [UInt8], ours: [UInt8], theirs: [UInt8]) throws -> End {
    let merge = VersionMerge(base: base, ours: ours, theirs: theirs) { name, old, new in
      guard let component = components.first(where: { $0.name == name }) else {
        return .unknown(because: "schedules/components.json cannot be read or does not list it")
      }
      let question = CommitQuestion(component: component, from: old, to: new)
      return answers([.commit(question)])[name]?.movement ?? .unknown(because: "it was not asked")
    }
    guard let merge, merge.isShown else {
      return try textMerge(base, ours, theirs, because: merge?.conflicts ?? [])
    }
    let forward =
      merge.resolved.isEmpty
      ? []
      : [
        "\(VersionInfo.path): moved on both sides, moved forward: "
          + merge.resolved.map(\.description).joined(separator: ", ")
      ]
    return End(
      bytes: merge.bytes, isClean: merge.conflicts.isEmpty,
      told: forward + merge.conflicts.map(\.description) + hint(merge.conflicts))
  }

  private func hint(_ conflicts: [MergeConflict]) -> [String] {
    guard !conflicts.isEmpty else { return [] }
    guard let unknown = conflicts.first(where: \.isUnknown) else {
      return ["  hint: keep one side of each, then git add \(VersionInfo.path)"]
    }
    return [
      "  hint: keep one side of each; or git merge --abort, update the mirrors (roller pin"
        + " \(plain(unknown.key)) --dry-run), and merge again"
    ]
  }

  /// Line by line, as git does it without us.
  private func textMerge(
    _ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8], because conflicts: [MergeConflict]
  ) throws -> End {
    let merge = try TextMerge(base: base, ours: ours, theirs: theirs)
    let isGood = (try? VersionInfo.read(merge.bytes)) != nil
    // A conflict of keys that lines happen to merge is a conflict all the same.
    guard conflicts.isEmpty else {
      return End(
        bytes: merge.bytes, isClean: false,
        told: conflicts.map(\.description) + hint(conflicts))
    }
    return End(
      bytes: merge.bytes, isClean: merge.isClean && isGood,
      told: [
        "\(VersionInfo.path): merged line by line: a side cannot be read as pins"
          + (isGood ? "" : "\n  hint: run roller check to see what is wrong with it")
      ])
  }

  /// As HEAD has them: the folder is in the middle of a merge.
  private static func components(in place: RepositoryPlace) -> [Component] {
    guard let repository = try? CheckedRepository(place),
      let head = try? repository.git.reference(.head)?.peeled,
      let tree = try? repository.tree(of: head)
    else { return [] }
    return tree.configuration?.components ?? []
  }
}
