import BlockingPool
import Digest
import Foundation
import ReleaseModel

/// The third-party wheels that packages need to be tried, fetched by their recipes' own locks.
struct Wheelhouse: Sendable {
  let machine: Machine
  let configuration: URL
  let folder: URL

  /// The folder with what `package` needs on `target`.
  ///
  /// Keyed by the lock, so that a changed lock starts from an empty folder, and a folder that is
  /// complete costs only its hashes. Nil when the package needs nothing.
  func fill(
    for package: PackageFolder.Package, target: TargetName, log: RunLog
  ) async throws(ContainerError) -> URL? {
    guard let script = package.fetchScript else { return nil }
    let name = package.definition.name
    let lockDigest = try await digestOfLock(package)
    let place = folder.appending(
      path: "\(name)/\(target)-\(lockDigest.hexadecimal.prefix(12))")
    let lock = try await FileLock.acquire(
      folder.appending(path: "\(name)-\(target).lock"), on: machine.clock
    ) { await log.note("inputs: waiting for another process that fetches") }
    defer { withExtendedLifetime(lock) {} }
    do {
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    } catch {
      throw ContainerError(doing: "making \(place.path)", failure: error)
    }
    let answer = try await HostScript(machine: machine, configuration: configuration).run(
      script, ["--target", target.description, "--to", place.path], limit: .seconds(900), log: log)
    guard answer.code == 0 else {
      throw ContainerError(
        .badInput, doing: "fetching third-party wheels for \(name)",
        found: await log.firstError ?? "fetch.sh ended with exit code \(answer.code)",
        hint: "try later: it needs the Python index that pip is configured with")
    }
    return place
  }

  private func digestOfLock(
    _ package: PackageFolder.Package
  ) async throws(ContainerError) -> SHA256Digest {
    let folder = package.folder
    let result = await BlockingPool.shared.run { () -> Result<SHA256Digest, any Error> in
      Result {
        let locks = try FileManager.default.contentsOfDirectory(atPath: folder.path)
          .filter { $0.hasPrefix("third-party") }
        return try recipeDigest(of: locks + ["fetch.sh"], in: folder)
      }
    }
    do { return try result.get() } catch {
      throw ContainerError(doing: "reading the locks in \(folder.path)", failure: error)
    }
  }
}
