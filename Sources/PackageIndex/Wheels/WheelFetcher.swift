import BlockingPool
import Digest
import Errors
import Foundation
import HTTP
import Processes
import ReleaseModel

/// Brings pinned wheels to this machine, by hash, once.
///
/// The cache may be deleted at any moment. Several processes may fetch the same wheel: one downloads
/// it and the others wait for that.
package struct WheelFetcher: Sendable {
  private let index: PackageIndex
  private let cache: URL
  private let pool: BlockingPool
  private let sleep: @Sendable (Duration) async throws -> Void

  /// Keeps wheels under `wheels/` in `cache`; `sleep` waits for other processes.
  package init(
    _ index: PackageIndex, cache: URL,
    sleep: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.index = index
    self.cache = cache
    pool = index.pool
    self.sleep = sleep
  }

  /// The wheel that `pin` names for `target`, and for `python` where that makes a difference, on this
  /// machine, its bytes verified.
  package func fetch(
    _ pin: WheelPin, of component: Component, for target: TargetName,
    on python: PythonTag? = nil
  ) async throws(Failure) -> URL {
    let job = try FetchJob(pin, of: component, for: target, on: python)
    let entry = CacheEntry(job.sha256, in: cache)
    if let file = try await onDisk(job, { try entry.file() }) { return file }
    try await onDisk(job) { try entry.create() }
    let lock = try await lock(entry, job)
    defer { withExtendedLifetime(lock) {} }
    // Another process may have finished between the look and the lock.
    if let file = try await onDisk(job, { try entry.file() }) { return file }
    let file = try await find(job)
    try await gather(file, in: entry, job)
    return try await accept(file, in: entry, job)
  }

  private func lock(_ entry: CacheEntry, _ job: FetchJob) async throws(Failure) -> FileLock {
    while true {
      if let lock = try await onDisk(job, { try entry.lock() }) { return lock }
      do { try await sleep(.milliseconds(200)) } catch { throw job.cancelled() }
    }
  }

  /// The file of the pinned hash, among those that the places list.
  private func find(_ job: FetchJob) async throws(Failure) -> IndexFile {
    switch await index.reading(of: job.project) {
    case .unknown(let why): throw job.unknown(why)
    case .absent(let why): throw job.gone(why)
    case .found(let page):
      let release = IndexReleases(page, of: job.project)[job.version]
      let wheels = (release?.files ?? []).filter { WheelFileName($0.name) != nil }
      for wheel in wheels {
        let settled = wheel.isLocal ? await index.settled(wheel) : wheel
        if settled.sha256 == job.sha256 { return settled }
      }
      throw job.gone(job.notListed(among: wheels))
    }
  }

  private func gather(
    _ file: IndexFile, in entry: CacheEntry, _ job: FetchJob
  ) async throws(Failure) {
    switch file.location {
    case .local(let source):
      try await onDisk(job) {
        entry.discard()
        try FileManager.default.copyItem(at: source, to: entry.unverified)
      }
    case .remote(let url):
      var request = index.request(.get, url)
      request.limits = HTTPLimits(deadline: .seconds(900), size: file.size.map(Int.init))
      let response: HTTPResponse
      do throws(HTTPError) {
        response = try await index.client.download(request, to: entry.unverified)
      } catch {
        throw job.failed(error)
      }
      guard response.status == 200 else { throw job.refused(response) }
    }
  }

  private func accept(
    _ file: IndexFile, in entry: CacheEntry, _ job: FetchJob
  ) async throws(Failure) -> URL {
    switch try await onDisk(job, { try entry.accept(as: file.name, size: file.size) }) {
    case .accepted(let url): return url
    case .otherHash(let found): throw job.hashDiffers(file, found)
    case .otherSize(let bytes): throw job.sizeDiffers(file, bytes)
    }
  }

  private func onDisk<Value: Sendable>(
    _ job: FetchJob, _ body: @escaping @Sendable () throws -> Value
  ) async throws(Failure) -> Value {
    do { return try await pool.run(body) } catch { throw job.disk(error) }
  }
}
