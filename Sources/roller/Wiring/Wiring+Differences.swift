import CommandLineTool
import Rolling
import Upstreams
import VersionDiffs

extension Wiring {
  /// Runs `body` with what describes bumps on this machine.
  func withDifferences<Value: Sendable>(
    _ depth: DifferenceDepth, _ body: (UpstreamDifferences) async throws -> Value
  ) async throws -> Value {
    try await withMirrors { try await body(differences($0, depth, index: { try await index() })) }
  }

  /// What describes bumps out of `mirrors` and `index`, which is asked for when it is needed.
  func differences(
    _ mirrors: Mirrors, _ depth: DifferenceDepth = DifferenceDepth(),
    index: @escaping @Sendable () async throws -> PackageIndex
  ) -> UpstreamDifferences {
    UpstreamDifferences(
      mirrors,
      wheels: WheelDifferences(
        cache: surroundings.cacheFolder,
        python: SystemPython(environment: surroundings.environment), index: index),
      depth: depth)
  }
}
