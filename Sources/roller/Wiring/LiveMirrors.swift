import CommandLineTool
import Foundation
import LocalForge
import ReleaseModel
import Rolling
import Upstreams

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
        do throws(LocalForgeError) {
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

  /// What upstreams have, repositories and index alike.
  func family(_ mirrors: Mirrors, _ index: PackageIndex) -> FamilyUpstream {
    FamilyUpstream(
      mirrors,
      wheels: FetchedWheels(
        IndexUpstream(index), fetcher: fetcher(index),
        python: SystemPython(environment: surroundings.environment)),
      differences: differences(mirrors, index: { index }))
  }

  /// What `--mirror` and `$ROLLER_MIRRORS` say.
  func rewrites() throws(CommandFailure) -> MirrorRewrites {
    do throws(MirrorRewriteFault) { return try surroundings.rewrites(mirrorTexts) } catch {
      throw CommandFailure(.usage, "--mirror \(error)")
    }
  }
}
