import ReleaseModel

// The steps that proposals share, whatever they propose. Each is nil when it has been done.
extension ForgeFacts {
  /// Opens the pull request of `draft`, and waits until it shows `head`.
  func opening(_ draft: PullRequestDraft, at head: Revision) -> NextStep? {
    guard let open else { return .take(.forge(.openPullRequest(draft))) }
    guard open.head == head else {
      return .wait(.forge("pull request #\(open.number) to follow its branch"))
    }
    return nil
  }

  /// Writes roller's part of the open pull request, and `title`; with nil its title stays.
  func editing(_ draft: PullRequestDraft, at head: Revision, title: String?) -> NextStep? {
    guard let open else { return nil }
    let title = title ?? open.title
    let body = PullRequestBody(open.body).reopened.replacing(with: draft.body)
    guard open.title != title || open.body != body else { return nil }
    return .take(
      .forge(
        .editPullRequest(
          number: open.number, over: open.body,
          PullRequestDraft(
            branch: draft.branch, base: draft.base, head: head, title: title, body: body))))
  }

  /// Waits for what the rolled branch, the schedule and people demand of `head`.
  func awaiting(_ required: [RequiredCheck], on head: Revision) -> NextStep? {
    if let open, open.isDraft { return .stop(.isDraft(number: open.number)) }
    let standing = RequiredChecks(rules.checks + required).standing(on: head, in: self)
    if !standing.failed.isEmpty {
      return .stop(.checksAreNotGreen(standing.failed, number: open?.number))
    }
    return standing.pending.isEmpty
      ? nil : .wait(.checks(standing.pending, number: open?.number))
  }

  /// Asks the platform to merge `head`, and waits for it.
  func merging(_ head: Revision, title: String, message: String) -> NextStep {
    guard let open else { return .wait(.forge("the pull request")) }
    if open.isQueued { return .wait(.merge(number: open.number)) }
    return .take(
      .forge(
        .mergePullRequest(
          MergeRequest(
            number: open.number, head: head, title: title, message: message,
            isQueued: rules.demandsQueue))))
  }

  /// Why the rolled branch may not be pushed to.
  var refusalOfPushes: LandingStop? {
    rules.demandsPullRequest || rules.demandsQueue
      ? .branchTakesMergesOnly(branch: "\(branch)") : nil
  }
}

extension SlotHead {
  /// Why roller leaves `branch` alone; nil unless a person's work is on it.
  package func otherWork(on branch: SlotBranch) -> LandingStop? {
    person.map {
      .branchHasOtherWork(branch: "\(branch)", head: revision.abbreviated, by: $0)
    }
  }
}

extension PullRequestFacts {
  /// What its closing by a person means for its pins.
  var closedByHand: LandingStop {
    .closedByHand(number: number, by: closing?.by, at: closing?.at)
  }
}
