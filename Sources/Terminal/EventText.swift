import ReleaseModel
import RollPlanning
import Rolling
import SafeText

/// One night's events as lines for people.
package struct EventText: Sendable {
  let style: Style

  package init(_ style: Style) {
    self.style = style
  }

  /// The line for `event`, or nil when it says nothing worth a line.
  package func line(for event: NightEvent) -> String? {
    switch event {
    case .stageBegan(let stage): style.bold(title(of: stage))
    case .stageEnded: nil
    case .surveyed(let survey): "  " + surveyed(survey)
    case .validating(let labels, let target, let purpose):
      "  validating \(labels.joined(separator: " + ")) on \(target) (\(purpose))"
    case .validation(let target, let note): text(of: note, on: target)
    case .judged(let validation): "  " + judged(validation)
    case .chosen(let report): chosen(report)
    case .step(let step): "  " + text(of: step)
    case .waiting(let what):
      style.dim("  waiting for \(UntrustedText(what).terminal(limit: 400))")
    case .note(let text): "  " + UntrustedText(text).terminal(limit: 400)
    }
  }

  private func text(of note: ValidationNote, on target: TargetName) -> String? {
    switch note {
    case .stage(let stage): style.dim("    \(target): \(stage)")
    case .began(let step): style.dim("    \(target): \(description(of: step, on: target))")
    case .reused(let step): style.dim("    \(target): \(description(of: step, on: target)): reused")
    case .line, .ended: nil
    }
  }

  /// `build of iree-compiler`, with the step's own target where that is another one, and its Python
  /// where the target has several.
  func description(of step: ValidationStep, on target: TargetName) -> String {
    "\(step.action) of \(step.package)" + (step.target == target ? "" : " for \(step.target)")
      + (step.python.map { " on \($0)" } ?? "")
  }

  package func title(of stage: NightStage) -> String {
    switch stage {
    case .facts: "Reading the forge"
    case .finish: "Finishing the work of an earlier night"
    case .survey: "Asking the upstreams"
    case .search: "Searching for the newest green set"
    case .land: "Landing"
    case .release: "Releasing"
    }
  }

  private func surveyed(_ survey: Survey) -> String {
    switch survey.answer {
    case .known(let candidates):
      guard let last = candidates.last else { return "\(survey.component): nothing newer" }
      return "\(survey.component): \(candidates.count) newer, up to \(last.pin.label)"
        + style.dim(" (\(last.landed.day))")
    case .absent(let because): return style.red("\(survey.component): absent: \(because)")
    case .parked(let because):
      return style.red(
        "\(survey.component): parked: \(UntrustedText(because).terminal(limit: 300))")
    case .unknown(let because):
      return style.yellow(
        "\(survey.component): unknown: \(UntrustedText(because).terminal(limit: 300))")
    }
  }

  private func judged(_ validation: ReportedValidation) -> String {
    let what = "\(validation.labels.joined(separator: " + ")) on \(validation.target)"
    let builds = BuildTally(validation.builds).text.map { "; \($0)" } ?? ""
    let took = style.dim(" \(validation.milliseconds.milliseconds)\(builds)")
    switch validation.verdict {
    case .green: return style.green("✓ green") + " \(what)\(took)"
    case .red(let because):
      return style.red("✗ red") + "   \(what)\(took)\n      "
        + style.dim(UntrustedText(because).terminal(limit: 160))
    case .unjudged(let because):
      return style.yellow("? unjudged") + " \(what)\(took)\n      "
        + style.dim(UntrustedText(because).terminal(limit: 300))
    }
  }

  private func chosen(_ report: RollReport) -> String? {
    guard !report.bumps.isEmpty else { return nil }
    let moves = report.bumps.map {
      "\($0.bump.component) \($0.bump.from.label) → \($0.bump.to.label)"
    }
    return "  chosen: " + moves.joined(separator: ", ")
  }

  private func text(of step: LandingStep) -> String {
    switch step {
    case .git(let step): text(of: step)
    case .forge(let step): text(of: step)
    }
  }

  private func text(of step: RepositoryStep) -> String {
    switch step {
    case .pushBranch(let branch, _, let to): "push \(to.abbreviated) to \(branch)"
    case .fastForward(let branch, _, let to): "fast-forward \(branch) to \(to.abbreviated)"
    case .deleteBranch(let branch, _): "delete \(branch)"
    case .createTag(let draft): "tag \(draft.tag)"
    }
  }

  private func text(of step: ForgeStep) -> String {
    switch step {
    case .openPullRequest(let draft): "open a pull request: \(draft.title)"
    case .editPullRequest(let number, _, _): "update pull request #\(number)"
    case .closePullRequest(let number, _, _): "close pull request #\(number)"
    case .setStatus(let status): "status \(status.context): \(status.state.rawValue)"
    case .mergePullRequest(let request): "merge pull request #\(request.number)"
    case .createDraftRelease(let draft): "draft release \(draft.tag)"
    case .deleteDraftRelease(let id, let because): "delete draft \(id): \(because)"
    case .uploadAsset(_, let asset): "upload \(asset.name) (\(asset.size.bytes))"
    case .deleteAsset(_, let asset, let because): "delete asset \(asset): \(because)"
    case .publishRelease(_, let tag): "publish \(tag)"
    }
  }
}
