import Errors
import ReleaseModel
import RollPlanning

/// What a person's pins come to on the forge's file: the new file, and the texts of its proposal.
package struct PinDraft: Sendable {
  package let branch: SlotBranch
  package let file: VersionInfo
  package let message: String
  package let title: String
  package let body: @Sendable (Revision) -> String

  package init(
    branch: SlotBranch, file: VersionInfo, message: String, title: String,
    body: @escaping @Sendable (Revision) -> String
  ) {
    self.branch = branch
    self.file = file
    self.message = message
    self.title = title
    self.body = body
  }
}

/// Brings a person's pins to the forge as a pull request, on top of what its default branch pins now.
///
/// The same pins on the same file come to the same commit, branch and pull request, so asking again
/// after a crash or a lost answer does nothing twice.
package struct PinLanding: Sendable {
  private let host: Host
  private let clock: NightClock
  private let observer: any NightObserver

  package init(host: Host, clock: NightClock, observer: any NightObserver) {
    self.host = host
    self.clock = clock
    self.observer = observer
  }

  /// The open pull request; merging is left to people.
  package func propose(
    _ evidence: [Evidence], _ draft: (VersionInfo) throws(NightError) -> PinDraft
  ) async throws(NightError) -> PullRequestFacts {
    let main = try await asking { () throws(Failure) in try await host.main() }
    let pins = try draft(try await file(at: main.head.revision))
    if !evidence.isEmpty {
      try await asking { () throws(Failure) in
        try await host.repository.record(evidence)
      }
    }
    let driver = Driver(
      host: host, clock: clock, observer: observer, slot: pins.branch, branch: main.name,
      patience: 0)
    let facts = try await driver.facts()
    let commit = try await commit(pins, on: main.head, standing: facts.slotBranch)
    let proposal = PinProposal(
      branch: pins.branch, commit: commit,
      pullRequest: PullRequestDraft(
        branch: pins.branch, base: main.name, head: commit, title: pins.title,
        body: PullRequestBody.whole(pins.body(commit))))
    let end = try await driver.drive { proposal.nextStep(given: $0) }
    guard case .stopped(.waitsForPerson, let shown) = end, let open = shown.open else {
      if let stop = end.stop { throw .stopped(stop) }
      throw .tryLater(
        found: "these pins are on \(main.name) already", hint: "git pull, and check the file")
    }
    return open
  }

  /// The commit that stands already for the same pins on the same file, or a new one.
  private func commit(
    _ pins: PinDraft, on main: CommitFacts, standing: SlotHead?
  ) async throws(NightError) -> Revision {
    if case .pins(let commit)? = standing?.owner, let parent = standing?.commit.parent,
      standing?.commit.message == pins.message,
      try await file(at: commit).bytes == pins.file.bytes,
      try await file(at: parent).bytes == (try await file(at: main.revision)).bytes
    {
      return commit
    }
    // The date is the base's: the same pins on the same base are the same commit.
    return try await asking { () throws(Failure) in
      try await host.repository.write(
        CommitDraft(
          parent: main.revision, files: [VersionInfo.path: pins.file.bytes],
          message: pins.message,
          date: commitDate(slot: main.committed, parent: main.committed)))
    }
  }

  private func file(at commit: Revision) async throws(NightError) -> VersionInfo {
    let files = try await asking { () throws(Failure) in
      try await host.repository.files(at: commit, under: [VersionInfo.path])
    }
    do throws(Mistakes) { return try VersionInfo.read(files.first?.bytes ?? []) } catch {
      throw .badData(error)
    }
  }
}
