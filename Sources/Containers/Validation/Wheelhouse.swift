import BlockingPool
import Digest
import Errors
import Foundation
import Processes
import ReleaseModel

/// The third-party wheels that packages need to be tried, fetched by their recipes' own locks.
struct Wheelhouse: Sendable {
  let machine: Machine
  let configuration: URL
  let folder: URL
  /// The validation's own folder.
  let scratch: Scratch

  /// The wheels in a folder of the validation's own, each by its name with its digest.
  struct Copy: Sendable {
    let folder: URL
    let digests: [String: SHA256Digest]
  }

  /// What `package` needs on `target` and `python`, as it was when all of it had been seen to be there.
  ///
  /// Keyed by the lock, so that a changed lock starts from an empty folder, and a folder that is
  /// complete costs only its hashes. A later fetch or deletion by another process does not reach the
  /// copy. Nil when the package needs nothing.
  func fill(
    for package: PackageFolder, target: TargetName, python: PythonTag, log: RunLog
  ) async throws(Failure) -> Copy? {
    guard let script = package.fetchScript else { return nil }
    let name = package.definition.name
    let lockDigest = try await digestOfLock(package)
    let place = folder.appending(
      path: "\(name)/\(target)-\(python)-\(lockDigest.hexadecimal.prefix(12))")
    let lock = try await FileLock.acquire(
      folder.appending(path: "\(name)-\(target)-\(python).lock"), on: machine.clock
    ) { await log.note("inputs: waiting for another process that fetches") }
    defer { withExtendedLifetime(lock) {} }
    do {
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    } catch {
      throw Failure(error, doing: "making \(place.path)")
    }
    let answer = try await HostScript(machine: machine, configuration: configuration).run(
      script,
      ["--target", target.description, "--to", place.path, "--python", python.version],
      limit: .seconds(900), log: log)
    guard answer.code == 0 else {
      throw Failure(
        .badData, doing: "fetching third-party wheels for \(name) on \(python)",
        found: await log.firstError ?? "fetch.sh ended with exit code \(answer.code)",
        hint: "try later: it needs the Python index that pip is configured with")
    }
    return try await copy(of: place, as: "wheelhouse-\(name)-\(python)")
  }

  private func copy(of place: URL, as word: String) async throws(Failure) -> Copy {
    let own = scratch.fresh(word)
    let copied = await BlockingPool.shared.run { () -> Result<Copy, any Error> in
      Result {
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        var digests: [String: SHA256Digest] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: place.path)
        where !name.hasPrefix(".") {
          let (file, copy) = (place.appending(path: name), own.appending(path: name))
          do { try FileManager.default.linkItem(at: file, to: copy) } catch {
            try FileManager.default.copyItem(at: file, to: copy)
          }
          digests[name] = try SHA256Digest(ofFileAt: copy)
        }
        return Copy(folder: own, digests: digests)
      }
    }
    do { return try copied.get() } catch {
      throw Failure(error, doing: "copying \(place.path)")
    }
  }

  private func digestOfLock(
    _ package: PackageFolder
  ) async throws(Failure) -> SHA256Digest {
    let folder = package.folder
    let result = await BlockingPool.shared.run { () -> Result<SHA256Digest, any Error> in
      Result {
        let locks = try FileManager.default.contentsOfDirectory(atPath: folder.path)
          .filter { $0.hasPrefix("third-party") }
        return try recipeDigest(of: locks + ["fetch.sh"], in: folder)
      }
    }
    do { return try result.get() } catch {
      throw Failure(error, doing: "reading the locks in \(folder.path)")
    }
  }
}
