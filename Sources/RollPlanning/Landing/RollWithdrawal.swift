import ReleaseModel
import SafeText

/// The end of an open roll whose pins are no longer wanted.
package struct RollWithdrawal: Sendable, Equatable {
  package let branch: SlotBranch
  package let roll: Revision
  package let because: String
  package let now: Timestamp

  package init(branch: SlotBranch, roll: Revision, because: String, now: Timestamp) {
    self.branch = branch
    self.roll = roll
    self.because = because
    self.now = now
  }

  /// The pull request is closed with the reason first, so that its end is never taken for a person's
  /// no; then the branch goes.
  package func nextStep(given facts: ForgeFacts) -> NextStep {
    guard let head = facts.slotBranch, head.roll?.commit == roll else { return .done }
    if let open = facts.open {
      guard open.head == head.revision else {
        return .wait(.forge("pull request #\(open.number) to follow its branch"))
      }
      return .take(
        .forge(
          .closePullRequest(
            number: open.number, over: open.body,
            body: PullRequestBody(open.body).closing(because: because, at: now))))
    }
    return .take(.git(.deleteBranch(branch, at: head.revision)))
  }
}

extension WrittenRoll {
  /// Why this roll is no longer wanted, given what the branch pins now and what people said; nil
  /// while it is wanted. Tonight's answers of upstreams do not count: unknown is not absent.
  package func unwanted(beside info: VersionInfo, _ restraints: RollRestrictions) -> String? {
    let bumps = basePins.bumps(to: pins)
    if bumps.allSatisfy({ info.pins[$0.component]?.identity == $0.to.identity }) {
      return "its pins are already on the branch"
    }
    for bump in bumps {
      if let now = info.pins[bump.component], now.identity != bump.from.identity {
        return
          "`\(bump.component)` was moved in another way, to \(UntrustedText(now.label).codeSpan())"
      }
      if let why = restraints.holds[bump.component] {
        return "`\(bump.component)` is on hold: \(UntrustedText(why).codeSpan())"
      }
      if let why = restraints.denials[bump.component]?[bump.to.name] {
        return "`\(bump.component)` at this revision is denied: \(UntrustedText(why).codeSpan())"
      }
      let taken = restraints.quarantine.entries[bump.component] ?? []
      if let entry = taken.first(where: { $0.name == bump.to.name }) {
        return "`\(bump.component)` was reverted by \(entry.commit.abbreviated): "
          + UntrustedText(entry.because).codeSpan()
      }
    }
    return nil
  }
}
