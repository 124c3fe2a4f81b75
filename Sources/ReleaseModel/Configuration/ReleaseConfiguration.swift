/// Everything that people decide in files: components, targets, schedules, packages and pins, checked
/// each for itself and against the others.
package struct ReleaseConfiguration: Sendable, Equatable {
  /// In the files' order.
  package let components: [Component]
  package let targets: [Target]
  package let schedules: [ScheduleName: Schedule]
  package let packages: [PackageName: PackageRecipe]
  package let versionInfo: VersionInfo
  /// By file.
  package let warnings: [Warning]

  package static let componentsPath = "schedules/components.json"
  package static let targetsPath = "schedules/targets.json"

  /// The paths, or folders of paths, that ``read(files:exceptions:)`` looks at.
  package static let paths = [VersionInfo.path, "schedules", "packages"]

  /// Reads the configuration out of `files`, by path in the repository, or says every mistake in them.
  ///
  /// Takes bytes, so that a commit's tree and a folder are read alike; paths that are not part of it
  /// are passed over. URLs that start with one of `exceptions` are taken although the policy refuses
  /// them: mirrors and tests name theirs.
  package static func read(files: [String: [UInt8]], exceptions: [String] = []) throws(Mistakes)
    -> ReleaseConfiguration
  {
    let findings = Findings()
    let reader = ConfigurationReader(files: files, exceptions: exceptions, findings: findings)
    let configuration = reader.configuration()
    try findings.check()
    guard let configuration else { preconditionFailure("files were refused without a reason") }
    return configuration
  }

  package subscript(component name: ComponentName) -> Component? {
    components.first { $0.name == name }
  }

  package subscript(target name: TargetName) -> Target? {
    targets.first { $0.name == name }
  }
}

extension ReleaseConfiguration {
  /// The packages that `schedule` builds: those that it names with all that they need, or every one;
  /// each after what it needs, and the same order for the same files.
  ///
  /// Other packages have no part in its verdicts, so that a package which is
  /// being written, or another schedule's, neither costs builds nor makes evidence stale.
  package func packages(of schedule: Schedule) -> [PackageRecipe] {
    packages(named: schedule.packages ?? packages.keys.sorted())
  }

  /// The packages called `names` with all that they need, each after what it needs; of optional
  /// needs those that are among them.
  package func packages(named names: [PackageName]) -> [PackageRecipe] {
    let built = ordered(names, of: packages)
    return ordered(
      names,
      of: Dictionary(built.map { ($0.name, $0.gathering(built)) }, uniquingKeysWith: { $1 }))
  }

  /// The packages that the enabled schedules build; every one when no schedule is enabled.
  package var rolledPackages: [PackageRecipe] {
    let enabled = schedules.values.filter { $0.missing == nil }.sorted { $0.name < $1.name }
    let all = packages.keys.sorted()
    return packages(named: enabled.isEmpty ? all : enabled.flatMap { $0.packages ?? all })
  }

  /// What `schedule` rolls and no package that it builds is made from.
  package func unjudged(by schedule: Schedule) -> [ComponentName] {
    let packages = packages(of: schedule)
    let judged = Set(packages.flatMap(\.components))
    return packages.isEmpty ? [] : schedule.rolls.map(\.component).filter { !judged.contains($0) }
  }

  private func ordered(
    _ names: [PackageName], of packages: [PackageName: PackageRecipe]
  ) -> [PackageRecipe] {
    var order: [PackageRecipe] = []
    var seen: Set<PackageName> = []
    func add(_ name: PackageName) {
      guard seen.insert(name).inserted, let package = packages[name] else { return }
      package.needs.forEach(add)
      order.append(package)
    }
    names.forEach(add)
    return order
  }
}
