import ReleaseModel

/// Which steps a validation has, and what each of them is made from.
struct PackageGraph: Sendable {
  /// Each after those that it needs.
  private let packages: [PackageRecipe]
  private let byName: [PackageName: PackageRecipe]
  private let target: Target

  init(_ packages: [PackageRecipe], for target: Target) {
    self.packages = packages
    byName = Dictionary(packages.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.target = target
  }

  /// What a validation is done for, package by package: a check on each Python, or the files where
  /// nothing here can check them.
  var goals: [StepID] {
    packages.flatMap { package in
      package.targets[target.name]?.isBuildOnly == true
        ? [made(package.name, target.name)]
        : target.pythons(of: package).map { python in
          StepID(
            action: .check, package: package.name, target: target.name,
            python: target.pythons.count > 1 ? python.tag : nil)
        }
    }
  }

  /// The steps whose files are the release's.
  var releases: [StepID] { packages.map { made($0.name, target.name) } }

  /// The Python that `step` runs on: what is built is built with the target's first.
  func python(of step: StepID) -> PythonTag { step.python ?? target.first.tag }

  /// What the check `step` must show: on the package's first Python everything.
  func expectation(of step: StepID) -> PackageRecipe.Expectation? {
    guard let package = byName[step.package], let all = package.targets[step.target] else {
      return nil
    }
    let isFirst = python(of: step) == target.pythons(of: package).first?.tag
    return isFirst ? all : all.brief
  }

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
  /// The Python that a check runs on, where the target has several.
  var python: PythonTag?

  /// What people call it.
  var title: String {
    "\(action.rawValue) of \(package) for \(target)" + (python.map { " on \($0)" } ?? "")
  }
  /// The same as part of the name of a container or a file.
  var word: String {
    "\(package)-\(action.rawValue)-\(target)" + (python.map { "-\($0)" } ?? "")
  }
}
