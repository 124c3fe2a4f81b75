import ReleaseModel

/// What validations had to build, and what had been built before.
package struct BuildTally: Sendable, Equatable {
  package let built: [PackageBuild]
  package let reused: [PackageBuild]

  package init(_ builds: [PackageBuild]) {
    built = builds.filter { !$0.isReused }
    reused = builds.filter(\.isReused)
  }

  /// `2 built (iree-compiler ×2) in 3 min 05 s, 1 reused (iree-runtime)`; nil when nothing was needed.
  package var text: String? {
    let time = built.reduce(0) { $0 + $1.milliseconds }.milliseconds
    let parts = [
      built.isEmpty ? nil : "\(built.count) built (\(Self.names(built))) in \(time)",
      reused.isEmpty ? nil : "\(reused.count) reused (\(Self.names(reused)))",
    ].compactMap(\.self)
    guard !parts.isEmpty else { return nil }
    return (built.isEmpty ? "nothing built, " : "") + parts.joined(separator: ", ")
  }

  /// Each name once, in the order of the builds, with how often when that is more than once.
  private static func names(_ builds: [PackageBuild]) -> String {
    var order: [PackageName] = []
    var counts: [PackageName: Int] = [:]
    for build in builds {
      if counts[build.package] == nil { order.append(build.package) }
      counts[build.package, default: 0] += 1
    }
    return order.map { name in
      let count = counts[name] ?? 0
      return count > 1 ? "\(name) ×\(count)" : "\(name)"
    }.joined(separator: ", ")
  }
}

extension RollReport {
  /// Of all validations that ran tonight.
  package var builds: BuildTally {
    BuildTally(validations.filter { !$0.isRemembered }.flatMap(\.builds))
  }
}
