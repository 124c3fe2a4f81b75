import GreenSet
import ReleaseModel
import RollPlanning

extension SearchLoop {
  /// What the search found so far.
  var report: RollReport {
    guard let search else { return report(trying: nil) }
    return RollReport(
      schedule: base.schedule.name, slot: base.slot, prospects: prospects, space: space,
      search: search.report, validations: remembered + validations)
  }

  /// What it would ask first.
  var plan: RollReport {
    report(trying: search.map { $0.wanted().first?.point ?? $0.best })
  }

  private func report(trying point: Point?) -> RollReport {
    RollReport(
      schedule: base.schedule.name, slot: base.slot, prospects: prospects, space: space,
      trying: point, validations: remembered + validations)
  }

  /// The search as it went, in sentences.
  var story: [String] {
    guard let search else { return [] }
    let axes = space.axes
    return Narration(search.problem) { component, revision in
      axes[component].choices[revision].pin.label
    }.story(search.report)
  }

  func outcome(planOnly: Bool) -> NightSummary.Outcome {
    let unknown = prospects.surveys.compactMap { survey -> String? in
      guard case .unknown(let because) = survey.answer else { return nil }
      return "\(survey.component): \(because)"
    }
    if !unknown.isEmpty { return .tryLater(because: unknown.joined(separator: "; ")) }
    guard let search else { return .nothingNewer }
    if planOnly { return .planned }
    if case .cannotJudge(let questions) = search.status {
      return .tryLater(because: cannotJudge(questions))
    }
    if isMachineFailing || Task.isCancelled { return .tryLater(because: cannotJudge([])) }
    return search.best == search.problem.today ? .nothingGreen : .landed
  }

  private func cannotJudge(_ questions: [Question]) -> String {
    let labels = questions.first.map { space.labels(at: $0.point) } ?? validations.last?.labels
    let pins = labels?.joined(separator: " + ") ?? "tonight's pins"
    let why = validations.last { $0.verdict.answer == .unjudged }.map { validation in
      if case .unjudged(let because) = validation.verdict { because } else { "" }
    }
    return "\(pins) could not be judged: \(why ?? "no answer")"
  }

  /// What was known before tonight and bears on this space.
  private var remembered: [ReportedValidation] {
    book.remembered(in: space).filter { known in
      !validations.contains { $0.labels == known.labels && $0.target == known.target }
    }
  }
}
