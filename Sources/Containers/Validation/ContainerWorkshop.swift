import ArtifactStore
import BlockingPool
import Errors
import Foundation
import ReleaseModel
import Rolling

/// The workshop whose validators work in containers of this machine.
package struct ContainerWorkshop: Workshop {
  let machine: Machine
  let cache: URL
  /// The source of what pins name, for the components of a commit.
  let inputs: @Sendable ([Component]) -> any InputSource
  let now: @Sendable () -> Timestamp
  /// What the steps of all validations set aside of the machine.
  let reservation: Reservation
  let artifacts: ArtifactStore

  /// A workshop with everything that may be deleted in `cache`.
  package init(
    machine: Machine, cache: URL,
    inputs: @escaping @Sendable ([Component]) -> any InputSource,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.machine = machine
    self.cache = cache
    self.inputs = inputs
    self.now = now
    reservation = Reservation(
      Reservation.Share(cores: machine.resources.cores, memory: machine.resources.memory))
    artifacts = ArtifactStore(cache: cache)
  }

  /// A validator for the packages of `commit`.
  package func open(_ commit: CommitRecipes) -> any Validator {
    PackageValidator(self, for: commit)
  }

  /// Where the artifacts of `evidence` lie, all of them verified.
  package func artifacts(of evidence: Evidence) async -> [String: URL]? {
    await artifacts.artifacts(for: evidence)
  }

  /// The most that the store keeps, in bytes: $ROLLER_STORE_LIMIT in GiB, or 20 GiB.
  var storeLimit: Int64 {
    let wanted = machine.environment["ROLLER_STORE_LIMIT"].flatMap(Double.init) ?? 20
    return Int64(max(0, min(wanted, 1_000_000)) * 1_073_741_824)
  }

  /// Clears away containers and folders of processes that were killed, and artifacts, builds and
  /// logs that are too many; answers the containers' names. To be called once at start-up.
  package func clearLeftovers() async throws(Failure) -> [String] {
    let engine = try await ContainerEngine.find(on: machine, writingTo: cache)
    let orphans = try await engine.reapLeftovers()
    let (cache, processes, artifacts, limit) = (cache, machine.processes, artifacts, storeLimit)
    await BlockingPool.shared.run {
      Scratch.clear(Scratch.root(below: cache), processes: processes)
      StepLogs.prune(cache.appending(path: "logs"), keeping: 100)
      CompilerCache(folder: cache.appending(path: "ccache")).prune(keeping: 40)
      _ = artifacts.collect(limit: limit)
      KnownReds(in: artifacts.places).prune(keeping: 2_000)
      // Folders of an older layout.
      for folder in ["builds", "artifacts/sets"] {
        try? FileManager.default.removeItem(at: cache.appending(path: folder))
      }
    }
    return orphans
  }
}
