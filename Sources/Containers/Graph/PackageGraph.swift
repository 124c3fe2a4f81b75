import ReleaseModel

/// Which steps a validation has, and what each of them is made from.
struct PackageGraph: Sendable {
  /// Each after those that it needs.
  private let packages: [PackageRecipe]
  private let byName: [PackageName: PackageRecipe]
  private let target: TargetName

  init(_ packages: [PackageRecipe], for target: TargetName) {
    self.packages = packages
    byName = Dictionary(packages.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.target = target
  }

  /// What a validation is done for, package by package: the checks, or the files where nothing here
  /// can check them.
  var goals: [StepID] {
    packages.map { package in
      package.targets[target]?.isBuildOnly == true
        ? made(package.name, target)
        : StepID(action: .check, package: package.name, target: target)
    }
  }

  /// The steps whose files are the release's.
  var releases: [StepID] { packages.map { made($0.name, target) } }

  /// Every step that could be needed, each after those that it is made from.
  var order: [StepID] {
    var seen: Set<StepID> = []
    var order: [StepID] = []
    func visit(_ step: StepID) {
      guard seen.insert(step).inserted else { return }
      for other in made(from: step) { visit(other) }
      order.append(step)
    }
    for goal in goals { visit(goal) }
    return order
  }

  /// The steps whose files `step` gets.
  func made(from step: StepID) -> [StepID] {
    guard let package = byName[step.package] else { return [] }
    switch step.action {
    case .build:
      return package.needs.map { StepID(action: .build, package: $0, target: step.target) }
    case .pack:
      return [StepID(action: .build, package: step.package, target: step.target)]
        + package.needs.map { made($0, step.target) }
    case .check:
      let host = package.targets[step.target]?.host.map { made(step.package, $0) }
      return [made(step.package, step.target)] + package.needs.map { made($0, step.target) }
        + (host.map { [$0] } ?? [])
    }
  }

  /// The step that makes the files of `package` which a release has.
  func made(_ package: PackageName, _ target: TargetName) -> StepID {
    StepID(
      action: byName[package]?.pack == nil ? .build : .pack, package: package, target: target)
  }

  /// Whether `step` may know version and pins: a build that is packed later must not.
  func isStamped(_ step: StepID) -> Bool {
    step.action != .build || byName[step.package]?.pack == nil
  }

  subscript(package name: PackageName) -> PackageRecipe? { byName[name] }
}

/// One step of one package on one target.
struct StepID: Sendable, Hashable {
  enum Action: String, Sendable {
    case build
    case pack
    case check
  }

  let action: Action
  let package: PackageName
  let target: TargetName

  /// What people call it.
  var title: String { "\(action.rawValue) of \(package) for \(target)" }
  /// The same as part of the name of a container or a file.
  var word: String { "\(package)-\(action.rawValue)-\(target)" }
}
