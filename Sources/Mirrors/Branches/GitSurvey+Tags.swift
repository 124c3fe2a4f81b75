import Errors
import Git
import ReleaseModel

extension GitSurvey {
  /// The tagged commits of the branch after the pin, in the branch's order.
  ///
  /// The branch decides what is newer: upstream has tagged candidates of an old version after the new
  /// one's release. Where a commit has several tags, the newest names it.
  func tagChoice(
    _ text: String, along line: BranchLine, _ watch: BranchWatch
  ) async throws(Failure) -> Choice {
    let pattern = TagPattern(text)
    let order = TagOrder(pattern: pattern)
    let tags = try await mirror.tags(matching: text)
    if let why = try await watch.objection(to: tags, along: line) { return .parked(because: why) }
    let names = names(of: tags, along: line, order)
    let candidates = names.keys.sorted().map { line.candidate(at: $0, label: names[$0]) }
    return .candidates(candidates, skipped: try await skipped(tags, along: line, order))
  }

  /// Tags that are newer than the pin's by name and that do not lie on the branch's line.
  private func skipped(
    _ tags: [UpstreamTag], along line: BranchLine, _ order: TagOrder
  ) async throws(Failure) -> [SkippedRevision] {
    guard let label = pin.label, order.pattern.matches(label) else { return [] }
    let newer = tags.filter { tag in
      order.precedes(label, tag.name) && line.position(of: tag.revision) == nil
        && tag.revision != pin.revision
    }
    var skipped: [SkippedRevision] = []
    for tag in newer.sorted(by: { order.precedes($0.name, $1.name) }) {
      let isOn = try await mirror.isOnBranch(tag.revision)
      skipped.append(
        SkippedRevision(
          label: tag.name,
          why: isOn
            ? "its commit \(tag.revision.abbreviated) is not newer than the pin"
            : "its commit \(tag.revision.abbreviated) is not on \(mirror.branch)"))
    }
    return skipped
  }
}
