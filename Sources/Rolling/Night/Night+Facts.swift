import Errors
import ReleaseModel
import RollPlanning

extension Night {
  /// Reads main afresh: its files, its recipes and what the forge knows.
  func readBase() async throws(NightError) -> NightBase {
    let main = try await asking { () throws(Failure) in try await host.main() }
    let files = try await readFiles(at: main.head.revision)
    // The schedule is as the default branch has it, whatever branch it rolls.
    let schedule = try ReleaseConfiguration.found(in: files).schedule(self.schedule)
    let facts = try await self.facts(schedule)
    let isMain = facts.main.revision == main.head.revision
    let (configuration, validator) = try await opened(
      isMain ? files : try await readFiles(at: facts.main.revision), schedule)
    let restraints = try await restraints(on: facts.main.revision, configuration.versionInfo)
    return NightBase(
      facts: facts, configuration: configuration, schedule: schedule,
      slot: slot(of: schedule, facts),
      targets: schedule.targets.compactMap { configuration[target: $0] }, validator: validator,
      restraints: restraints)
  }

  /// The files of `commit`, and a validator that works by its recipes.
  func readRecipes(
    at commit: Revision, _ schedule: Schedule
  ) async throws(NightError) -> (ReleaseConfiguration, any Validator) {
    try await opened(try await readFiles(at: commit), schedule)
  }

  func readFiles(at commit: Revision) async throws(NightError) -> [RepositoryFile] {
    try await asking { () throws(Failure) in
      try await host.repository.files(at: commit, under: ReleaseConfiguration.paths + ["images"])
    }
  }

  private func opened(
    _ files: [RepositoryFile], _ schedule: Schedule
  ) async throws(NightError) -> (ReleaseConfiguration, any Validator) {
    let configuration = try ReleaseConfiguration.found(in: files)
    let recipes = files.filter { $0.path.hasPrefix("packages/") || $0.path.hasPrefix("images/") }
    let validator = try await opening(
      CommitRecipes(
        files: recipes, packages: configuration.packages(of: schedule),
        components: configuration.components))
    return (configuration, validator)
  }

  /// The newest time at which the schedule was due; never before that of a roll that has landed.
  private func slot(of schedule: Schedule, _ facts: ForgeFacts) -> Timestamp {
    let now = clock.now()
    let due = schedule.when.latestSlot(atOrBefore: now) ?? now
    let landed = facts.history.compactMap(\.roll).filter { $0.schedule == schedule.name }
    return landed.map(\.slot).reduce(due, max)
  }

  /// What people said in the file and by the history of main; as much of it is read as rolls of a
  /// year leave.
  private func restraints(
    on commit: Revision, _ info: VersionInfo
  ) async throws(NightError) -> RollRestrictions {
    let history = try await asking { () throws(Failure) in
      try await host.repository.pinHistory(of: commit, limit: 400)
    }
    return RollRestrictions(
      holds: info.holds, denials: info.denials, quarantine: Quarantine(history: history))
  }

  /// Refuses what would land without having been judged; what only follows others, of which one is
  /// judged, may.
  func mayRoll(_ base: NightBase) throws(NightError) {
    let schedule = base.schedule
    if let missing = schedule.missing { throw .disabled(schedule.name, missing: missing) }
    let unjudged = base.configuration.unjudged(by: schedule)
    let followers = schedule.together.filter { !Set($0).isSubset(of: unjudged) }.joined()
    let alone = unjudged.filter { !followers.contains($0) }
    guard alone.isEmpty else { throw .unjudgeable(schedule.name, alone) }
  }

  private func opening(_ commit: CommitRecipes) async throws(NightError) -> any Validator {
    do throws(Failure) { return try await workshop.open(commit) } catch {
      throw .failed(error)
    }
  }

  /// Asks every upstream of the schedule that is not held, side by side.
  func survey(_ base: NightBase) async -> RollScope {
    let surveys = await ask(questions(base))
    return RollScope(
      schedule: base.schedule, base: base.configuration.versionInfo.pins, surveys: surveys,
      restraints: base.restraints)
  }

  private func questions(_ base: NightBase) -> [SurveyQuestion] {
    let rolls = base.restraints.rolls(of: base.schedule)
    let demand = base.configuration.demand(of: base.schedule)
    return rolls.compactMap { roll -> SurveyQuestion? in
      guard let pin = base.configuration.versionInfo.pins[roll.component],
        let component = base.configuration[component: roll.component]
      else { return nil }
      return SurveyQuestion(
        component: component, source: roll.source, pin: pin, targets: base.targets,
        demand: demand, pins: base.configuration.versionInfo.pins,
        components: base.configuration.components,
        rolls: rolls)
    }
  }

  /// In the order of the questions.
  private func ask(_ questions: [SurveyQuestion]) async -> [Survey] {
    await withTaskGroup(of: (Int, Survey).self) { group in
      for (index, question) in questions.enumerated() {
        group.addTask {
          let survey = await upstream.survey(question)
          return (index, asOf.map { survey.asOf($0) } ?? survey)
        }
      }
      var surveys: [(Int, Survey)] = []
      for await answer in group {
        observer.note(.surveyed(answer.1))
        surveys.append(answer)
      }
      return surveys.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}
