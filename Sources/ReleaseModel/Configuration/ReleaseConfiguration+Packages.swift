extension ReleaseConfiguration {
  /// The packages that `schedule` builds: those that it names with all that they need, or every one;
  /// each after what it needs, and the same order for the same files.
  ///
  /// What it does not name and nothing needs has no part in its verdicts, so that a package which is
  /// being written, or another schedule's, neither costs builds nor makes evidence stale.
  package func packages(of schedule: Schedule) -> [PackageRecipe] {
    packages(named: schedule.packages ?? packages.keys.sorted())
  }

  /// The packages called `names` with all that they need, each after what it needs.
  package func packages(named names: [PackageName]) -> [PackageRecipe] {
    var order: [PackageRecipe] = []
    var seen: Set<PackageName> = []
    for name in names { add(name, to: &order, seen: &seen) }
    return order
  }

  /// The packages that the enabled schedules build; every one when no schedule is enabled.
  package var rolledPackages: [PackageRecipe] {
    let enabled = schedules.values.filter { $0.missing == nil }.sorted { $0.name < $1.name }
    guard !enabled.isEmpty else { return packages(named: packages.keys.sorted()) }
    return enabled.flatMap(packages(of:)).reduce(into: []) { known, package in
      if !known.contains(package) { known.append(package) }
    }
  }

  private func add(
    _ name: PackageName, to order: inout [PackageRecipe], seen: inout Set<PackageName>
  ) {
    guard seen.insert(name).inserted, let package = packages[name] else { return }
    for need in package.needs { add(need, to: &order, seen: &seen) }
    order.append(package)
  }
}
