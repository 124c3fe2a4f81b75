import Errors
import Git
import ReleaseModel

extension GitSurvey {
  /// The commits of the branch, or those of them that the roll's filters let through.
  func headChoice(
    along line: BranchLine, _ watch: BranchWatch
  ) async throws(Failure) -> Choice {
    var positions = Array(line.commits.indices)
    var labels: [Int: String] = [:]
    if let green = question.roll?.green {
      switch green {
      case .tags(let text):
        let tags = try await mirror.tags(matching: text)
        if let why = try await watch.objection(to: tags, along: line) {
          return .parked(because: why)
        }
        labels = names(of: tags, along: line, TagOrder(pattern: TagPattern(text)))
        positions = positions.filter { labels[$0] != nil }
      }
    }
    let paths = question.roll?.paths ?? []
    if !paths.isEmpty { positions = try await touching(paths, among: positions, along: line) }
    return .candidates(positions.map { line.candidate(at: $0, label: labels[$0]) })
  }

  /// Those of `positions` whose commits differ at one of `paths` from the one before on the branch.
  private func touching(
    _ paths: [String], among positions: [Int], along line: BranchLine
  ) async throws(Failure) -> [Int] {
    let places = try paths.map { (path) throws(Failure) in
      do throws(GitError) { return try TreePath(path) } catch { throw mirror.failed(error) }
    }
    // The whole line is compared, so that a change between two marked commits counts for the later.
    let revisions = [pin.revision] + line.commits.map(\.id.revision)
    let entries = try await mirror.entries(at: places, of: revisions)
    var last = entries[0].map { $0?.id }
    return positions.filter { position in
      let now = entries[position + 1].map { $0?.id }
      defer { last = now }
      return now != last
    }
  }

  /// The newest tag on each commit of the line.
  func names(
    of tags: [UpstreamTag], along line: BranchLine, _ order: TagOrder
  ) -> [Int: String] {
    var names: [Int: String] = [:]
    for tag in tags {
      guard let position = line.position(of: tag.revision) else { continue }
      guard let other = names[position], order.precedes(tag.name, other) else {
        names[position] = tag.name
        continue
      }
    }
    return names
  }
}
