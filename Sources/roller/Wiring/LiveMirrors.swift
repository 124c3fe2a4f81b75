import CommandLineTool
import Errors
import Foundation
import LocalForge
import Mirrors
import PackageIndex
import ReleaseModel
import Rolling

extension Wiring {
  /// Runs `body` with the mirrors of upstream repositories, serving the folders that `--mirror` and
  /// `$ROLLER_MIRRORS` name meanwhile.
  func withMirrors<Value: Sendable>(
    _ body: (Mirrors) async throws -> Value
  ) async throws -> Value {
    try surroundings.requireFolders()
    var rewrites = try rewrites()
    var servers: [GitFolderServer] = []
    do {
      for folder in rewrites.folders {
        let server = GitFolderServer(
          URL(fileURLWithPath: folder, isDirectory: true),
          environment: surroundings.gitEnvironment)
        do throws(Failure) {
          rewrites = rewrites.serving(folder, at: try await server.start())
        } catch {
          throw CommandFailure(.usage, "--mirror: \(error.description)")
        }
        servers.append(server)
      }
      let value = try await body(
        Mirrors(cache: surroundings.cacheFolder, http: http, rewrites: rewrites))
      for server in servers { await server.stop() }
      return value
    } catch {
      for server in servers { await server.stop() }
      throw error
    }
  }

  /// What upstreams have, repositories and index alike; the index is looked up when it is needed.
  func family(
    _ mirrors: Mirrors, _ depth: DifferenceDepth = DifferenceDepth()
  ) -> FamilyUpstream {
    FamilyUpstream(mirrors, wheels: wheels(mayAsk: depth.mayAsk), depth: depth)
  }

  /// The index, and the wheels themselves where what they record is asked for.
  func wheels(mayAsk: Bool = true) -> FetchedWheels {
    FetchedWheels(
      lookup, cache: surroundings.cacheFolder,
      python: SystemPython(environment: surroundings.environment), mayAsk: mayAsk,
      sleep: clock.sleep)
  }

  /// What proves wheel pins on this machine's index.
  func wheelProof() -> IndexProof { IndexProof(lookup) }

  /// What `--mirror` and `$ROLLER_MIRRORS` say.
  func rewrites() throws(CommandFailure) -> MirrorRewrites {
    do throws(Failure) { return try surroundings.rewrites(mirrorTexts) } catch {
      throw CommandFailure(.usage, "--mirror \(error)")
    }
  }
}
