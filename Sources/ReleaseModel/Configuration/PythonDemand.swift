/// Which Pythons take the files of each component.
package struct PythonDemand: Sendable, Hashable {
  /// The packages that a component goes into.
  private let takers: [ComponentName: [PackageRecipe]]

  /// The demand of `packages`; of `others` only for components that none of these takes.
  package init(_ packages: [PackageRecipe] = [], others: [PackageRecipe] = []) {
    takers = Self.takers(packages).merging(Self.takers(others)) { own, _ in own }
  }

  private static func takers(_ packages: [PackageRecipe]) -> [ComponentName: [PackageRecipe]] {
    let pairs = packages.flatMap { package in package.components.map { ($0, [package]) } }
    return Dictionary(pairs, uniquingKeysWith: +)
  }

  /// `targets`, each with only the Pythons that must have a file of `component`: those that a package
  /// takes it for, in the target's order, and the first where no package takes it.
  package func targets(_ targets: [Target], of component: ComponentName) -> [Target] {
    targets.map { target in
      let takers = (takers[component] ?? []).filter { $0.targets[target.name] != nil }
      let pythons = target.pythons.filter { python in
        takers.contains { $0.pythons?.contains(python.tag) ?? true }
      }
      return Target(
        name: target.name, missing: target.missing,
        pythons: pythons.isEmpty ? [target.first] : pythons, platforms: target.platforms)
    }
  }
}

extension ReleaseConfiguration {
  /// What `schedule` needs files for; a component that none of its packages takes may be another
  /// schedule's, which builds with the same pins.
  package func demand(of schedule: Schedule) -> PythonDemand {
    PythonDemand(packages(of: schedule), others: packages(named: packages.keys.sorted()))
  }

  /// What all packages need files for.
  package var demand: PythonDemand { PythonDemand(packages(named: packages.keys.sorted())) }
}
