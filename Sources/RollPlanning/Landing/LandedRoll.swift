import ReleaseModel
import VersionDiffs

/// A roll as main records it: everything that its release is made from.
///
/// Its names, releases and lists are made only from git's content, so that any machine, on any later
/// day, arrives at the same tag, files and manifest. Texts of upstreams about the bumps are for people only.
package struct LandedRoll: Sendable {
  package let commit: Revision
  package let message: BumpMessage
  package let bumps: [Bump]
  /// The pin set after the roll.
  package let pins: PinSet
  /// The evidence that the message names, in its order.
  package let evidence: [Evidence]
  package let version: ReleaseVersion
  /// What the files are made of, as the commit's packages say; nil where they cannot be read, and every
  /// pin may be a part.
  package private(set) var parts: Set<ComponentName>?
  /// What each bump brings, as far as upstreams were asked.
  package private(set) var differences: [BumpDifference] = []

  /// The roll of `commit`, or nil when the evidence is not what its message names.
  package init?(
    commit: Revision, message: BumpMessage, before: PinSet, after: PinSet, evidence: [Evidence]
  ) {
    self.init(
      commit: commit, message: message, bumps: before.bumps(to: after), after: after,
      evidence: evidence)
  }

  private init?(
    commit: Revision, message: BumpMessage, bumps: [Bump], after: PinSet, evidence: [Evidence]
  ) {
    let about = evidence.filter { $0.subject.pinSet == message.pinSet }
    let named = message.validated.compactMap { record in
      about.first { $0.subject.target == record.target && $0.digest == record.evidence }
    }
    guard after.digest == message.pinSet, named.count == message.validated.count,
      let version = named.first?.version,
      named.allSatisfy({ $0.version == version && $0.verdict == .green })
    else { return nil }
    self.commit = commit
    self.message = message
    self.bumps = bumps
    self.pins = after
    self.evidence = named
    self.version = version
  }

  /// The same roll, proved by other evidence of the same pins; nil unless all of it is green and of one
  /// version.
  package func proved(by evidence: [Evidence]) -> LandedRoll? {
    var own = message
    own.validated = evidence.map(BumpMessage.Validated.init)
    return LandedRoll(commit: commit, message: own, bumps: bumps, after: pins, evidence: evidence)
  }

  /// The same roll with what upstreams say of its bumps.
  package func described(by differences: [BumpDifference]) -> LandedRoll {
    var roll = self
    roll.differences = differences
    return roll
  }

  /// The same roll with what its packages are made of.
  package func made(of parts: Set<ComponentName>?) -> LandedRoll {
    var roll = self
    roll.parts = parts
    return roll
  }

  /// Every built file once, with the first target that it was built for.
  package var files: [(artifact: Artifact, target: TargetName)] {
    var seen: Set<String> = []
    return evidence.flatMap { record in
      record.artifacts.map { (artifact: $0, target: record.subject.target) }
    }.filter { seen.insert($0.artifact.name).inserted }
  }

  /// The release to publish.
  package var release: ReleaseProposal {
    let tag = ReleaseTag(version)
    let built = files.map { file in
      AssetDraft(
        name: file.artifact.name, content: .artifact(file.target), digest: file.artifact.digest,
        size: file.artifact.size)
    }
    return ReleaseProposal(
      tag: TagDraft(tag: tag, commit: commit, message: tagMessage, date: message.slot),
      release: ReleaseDraft(
        tag: tag, commit: commit, title: "openxla-compiler \(version)", body: releaseNotes),
      assets: built + [
        AssetDraft(name: "SHA256SUMS", text: checksums),
        AssetDraft(name: Self.manifestName, text: manifest),
      ])
  }
}
