import Digest
import Errors
import GreenSet
import ReleaseModel
import RollPlanning

/// The night's search: asks `GreenSet` what to validate, validates it, records what it showed.
struct SearchLoop: Sendable {
  let night: Night
  let base: NightBase
  let prospects: RollScope
  let space: SearchSpace
  let version: ReleaseVersion
  private(set) var search: GreenSearch?
  private(set) var book: EvidenceBook
  /// Those that the last night left.
  private let culprits: [RememberedCulprit]
  /// The pin sets about which nothing that a machine remembers counts.
  private let struck: Set<SHA256Digest>
  private(set) var validations: [ReportedValidation] = []

  init(
    night: Night, base: NightBase, prospects: RollScope, space: SearchSpace,
    memory: NightMemory
  ) throws(NightError) {
    self.night = night
    self.base = base
    self.prospects = prospects
    self.space = space
    book = memory.book
    culprits = memory.culprits
    struck = memory.struck
    version = try base.version(after: memory.book.everything)
    search = space.isEmpty ? nil : try Self.search(space, base: base, memory: memory)
  }

  /// Validates until nothing is wanted, the schedule's budget is spent, or the machine fails.
  mutating func run() async throws(NightError) {
    while !isMachineFailing, !Task.isCancelled,
      let questions = search?.wanted(workers: base.schedule.limits.workers), !questions.isEmpty
    {
      let answers = await validate(questions)
      let judged = answers.filter { $0.evidence.verdict.answer != .unjudged }
      if !judged.isEmpty {
        try await asking { () throws(Failure) in
          try await night.host.repository.record(judged.map(\.evidence))
        }
      }
      for answer in answers { take(answer) }
    }
    try await leaveCulprits()
  }

  /// Leaves what holds components back to the next night, once the search has ended by itself.
  private func leaveCulprits() async throws(NightError) {
    guard let search, search.status == .finished else { return }
    let left = space.remembered(search.report.carried)
    guard left != culprits else { return }
    try await asking { () throws(Failure) in
      try await night.host.repository.remember(left, of: night.schedule, date: base.slot)
    }
  }

  /// Whether pin set after pin set could not be judged: then it is not the pins, and asking further
  /// would only wear out the machine.
  var isMachineFailing: Bool {
    let enough = base.schedule.limits.attemptsPerPinSet * 2
    let last = validations.suffix(enough)
    return last.count == enough && last.allSatisfy { $0.verdict.answer == .unjudged }
  }

  /// The pin set to land.
  var chosen: PinSet { search.map { space.pins(at: $0.best) } ?? space.base }

  /// The green evidence for `chosen`, one for each target.
  var evidence: [Evidence] { base.targets.compactMap { book.record(of: chosen, on: $0.name) } }

  private mutating func take(_ answer: Answer) {
    if answer.evidence.verdict.answer != .unjudged { book.add(answer.evidence) }
    validations.append(answer.reported)
    night.observer.note(.judged(answer.reported))
    search?.record(answer.question, answer.evidence.verdict.answer)
  }

  private func validate(_ questions: [Question]) async -> [Answer] {
    await withTaskGroup(of: (Int, Answer).self) { group in
      for (index, question) in questions.enumerated() {
        group.addTask { (index, await validate(question)) }
      }
      return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  private func validate(_ question: Question) async -> Answer {
    let target = base.targets[question.target]
    let labels = space.labels(at: question.point)
    let purpose = question.purpose.rawValue
    night.observer.note(.validating(labels: labels, target: target.name, purpose: purpose))
    var job = ValidationJob(
      pins: space.pins(at: question.point), target: target,
      version: version(for: space.pins(at: question.point)))
    job.isAfresh = struck.contains(job.pins.digest)
    let validation = await base.validator.validate(
      job, progress: night.progress(on: target.name))
    return Answer(
      question: question, evidence: validation.evidence,
      reported: ReportedValidation(
        labels: labels, target: target.name, verdict: validation.evidence.verdict,
        isRemembered: false, milliseconds: validation.evidence.milliseconds, purpose: purpose,
        builds: validation.evidence.builds))
  }

  /// What was built of a pin set before keeps its version, so that its targets fit together.
  private func version(for pins: PinSet) -> ReleaseVersion {
    guard let known = book.version(of: pins), base.facts.mayBear(known, pins.digest) else {
      return version
    }
    return known
  }

  /// This search with the verdicts as the forge holds them.
  func recorded(as evidence: [Evidence]) -> SearchLoop {
    var loop = self
    loop.book = EvidenceBook(evidence, base: base, recipes: book.recipes)
    return loop
  }

  /// Whether what was chosen would take from the open roll what is only not known tonight: unknown is
  /// not absent, so that roll stands as it is.
  func shrinks(_ open: WrittenRoll?) -> Bool {
    guard let open, open.unwanted(beside: base.configuration.versionInfo, base.restraints) == nil,
      open.pins.digest != chosen.digest
    else { return false }
    let unknown = prospects.surveys.filter { survey in
      if case .unknown = survey.answer { true } else { false }
    }.map(\.component)
    return open.basePins.bumps(to: open.pins).contains { unknown.contains($0.component) }
  }

  private struct Answer: Sendable {
    let question: Question
    let evidence: Evidence
    let reported: ReportedValidation
  }

  private static func search(
    _ space: SearchSpace, base: NightBase, memory: NightMemory
  ) throws(NightError) -> GreenSearch {
    let limits = base.schedule.limits
    let settings = SearchSettings(
      budget: limits.validations, attempts: limits.attemptsPerPinSet, diagnoses: false)
    do throws(ProblemError) {
      return GreenSearch(
        try space.problem(), settings, evidence: memory.book.known(in: space),
        carried: space.carried(memory.culprits))
    } catch {
      throw .unsearchable(base.schedule.name, why: "\(error)")
    }
  }
}
