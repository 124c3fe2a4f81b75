import Digest
import Errors
import ReleaseModel
import RollPlanning

extension Night {
  /// A search that starts from everything that is known.
  func searchLoop(
    _ base: NightBase, prospects: RollScope, space: SearchSpace
  ) async throws(NightError) -> SearchLoop {
    let evidence = try await asking { () throws(Failure) in try await host.repository.evidence()
    }
    let recipes = try await recipes(of: base)
    let culprits = try await asking { () throws(Failure) in
      try await host.repository.culprits(of: schedule)
    }
    let struck = try await struckPinSets()
    return try SearchLoop(
      night: self, base: base, prospects: prospects, space: space,
      memory: NightMemory(
        book: EvidenceBook(evidence, base: base, recipes: recipes), culprits: culprits,
        struck: struck))
  }

  func struckPinSets() async throws(NightError) -> Set<SHA256Digest> {
    try await asking { () throws(Failure) in try await host.repository.struckPinSets() }
  }

  /// What decides verdicts besides the pins, by target.
  func recipes(of base: NightBase) async throws(NightError) -> [TargetName: SHA256Digest] {
    var recipes: [TargetName: SHA256Digest] = [:]
    for target in base.targets {
      recipes[target.name] = try await recipe(for: target, base.validator)
    }
    return recipes
  }

  private func recipe(
    for target: Target, _ validator: any Validator
  ) async throws(NightError) -> SHA256Digest {
    do throws(Failure) { return try await validator.recipe(for: target) } catch {
      throw .failed(error)
    }
  }

  /// Passes on what a validation says while it runs.
  func progress(on target: TargetName) -> ValidationProgress {
    ValidationProgress { observer.note(.validation(target: target, $0)) }
  }
}
