import BlockingPool
import Digest
import Foundation
import ReleaseModel
import Rolling

/// The workshop whose validators work in containers of this machine.
package struct ContainerWorkshop: Workshop {
  private let machine: Machine
  private let cache: URL
  private let inputs: any InputSource
  private let now: @Sendable () -> Timestamp

  /// A workshop with everything that may be deleted in `cache`.
  package init(
    machine: Machine, cache: URL, inputs: any InputSource,
    now: @escaping @Sendable () -> Timestamp
  ) {
    self.machine = machine
    self.cache = cache
    self.inputs = inputs
    self.now = now
  }

  /// A validator for `recipes`, which are laid out below the cache.
  package func open(
    recipes: [RepositoryFile], packages: [PackageRecipe]
  ) async throws(ValidatorError) -> any Validator {
    let cache = cache
    let folder = await BlockingPool.shared.run { () -> Result<URL, ContainerError> in
      do throws(ContainerError) {
        return .success(try RecipeExport(recipes).write(below: cache))
      } catch {
        return .failure(error)
      }
    }
    do {
      return PackageValidator(
        machine: machine, recipes: try folder.get(), cache: cache, inputs: inputs, now: now)
    } catch {
      throw ValidatorError(found: "\(error.doing): \(error.found)", hint: error.hint)
    }
  }

  /// Where the artifacts of `evidence` lie, all of them verified.
  package func artifacts(of evidence: Evidence) async -> [String: URL]? {
    await ArtifactStore(cache: cache).artifacts(for: evidence)
  }

  /// Clears away containers and folders of processes that were killed, and artifacts, builds and
  /// logs that are too many; answers the containers' names. To be called once at start-up.
  package func clearLeftovers() async throws(ContainerError) -> [String] {
    let engine = try await ContainerEngine.find(on: machine, writingTo: cache)
    let orphans = try await engine.reapLeftovers()
    let (cache, processes) = (cache, machine.processes)
    await BlockingPool.shared.run {
      Scratch.clear(Scratch.root(below: cache), processes: processes)
      for (folder, count) in [("logs", 100), ("recipes", 10)] {
        let old = newestFirst(cache.appending(path: folder)).dropFirst(count)
        for item in old { try? FileManager.default.removeItem(at: item) }
      }
      BuildCache(cache: cache).prune(keeping: 20)
    }
    await ArtifactStore(cache: cache).prune(keeping: 40)
    return orphans
  }
}
