import BlockingPool
import CommandLineTool
import Containers
import Digest
import Errors
import Foundation
import Git
import GitHub
import HTTP
import Mirrors
import PackageIndex
import ReleaseModel
import Rolling

/// The only place where live parts meet.
struct Wiring: Sendable {
  let surroundings: Surroundings
  /// Of `--mirror`.
  let mirrorTexts: [String]
  let http: HTTPClient
  let clock = NightClock.live
  let options: ForgeOptions
  /// A command asks pip for its configuration once, and only if it needs the index.
  let lookup: IndexLookup
  /// A local forge that is gone when the command ends; nil for the checkout's own.
  var temporary: LocalForgePlace?
  /// Of `--as-of`.
  private let asOf: CalendarDate?

  init(
    _ surroundings: Surroundings, _ options: ForgeOptions, mirrors: MirrorOptions? = nil,
    asOf: CalendarDate? = nil
  ) throws(CommandFailure) {
    self.surroundings = surroundings
    self.asOf = asOf
    self.options = options
    mirrorTexts = mirrors?.mirror ?? []
    lookup = IndexLookup { () async throws(Failure) in
      try await surroundings.packageIndex()
    }
    http = HTTPClient(
      pool: .shared, configuration: surroundings.httpConfiguration,
      log: try options.httpLog.map { (path) throws(CommandFailure) in try openLog(path) })
  }

  /// One night of `schedule`, and the sentence that says how the pages of the local forge are opened
  /// afterwards, if one is needed.
  func roll(
    _ schedule: ScheduleName, _ kind: NightKind
  ) async throws -> (summary: NightSummary, opening: String?) {
    guard kind.isPlan, options.forge == "local", case let place = try await place(),
      !place.isFounded
    else { return try await night(schedule, kind) }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("roller-plan-\(UUID().uuidString)", isDirectory: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var wiring = self
    wiring.temporary = LocalForgePlace(of: place.checkout, temporarilyIn: folder)
    if case .failure(let error) = await foundingBranch(of: place) { throw CommandFailure(error) }
    tell(
      "there is no local forge of this checkout yet; this plan uses a temporary one."
        + " roller roll creates a permanent one")
    return try await wiring.night(schedule, .plan)
  }

  private func night(
    _ schedule: ScheduleName, _ kind: NightKind
  ) async throws -> (summary: NightSummary, opening: String?) {
    let mirror = try await mirrorFolder()
    try surroundings.requireFolders()
    // A plan moves nothing on the forge, so it may look on while a night runs.
    let lock = kind.isPlan ? nil : try InstanceLock(at: lockFile(for: mirror), now: clock.now())
    if let lock {
      try MirrorUse.ifUnused(at: useFile(for: mirror)) { lock.clearStaleLocks(in: mirror) }
    }
    defer { withExtendedLifetime(lock) {} }
    let use: ForgeUse = temporary == nil && kind.isPlan ? .reading : .rolling
    return try await withForge(use) { forge, opening in
      if let lead = try await lead() { tell(lead.note) }
      let summary = try await withMirrors { mirrors in
        let view = NightView(surroundings, now: { .now })
        defer { view.close() }
        let index = try await index()
        let workshop = try await workshop(inputs(index, mirrors), clearsLeftovers: !kind.isPlan)
        let night = Night(
          schedule: schedule,
          ports: NightPorts(
            upstream: family(mirrors), workshop: workshop, host: forge.host),
          clock: clock, observer: view, asOf: asOf)
        do throws(NightError) { return try await kind.run(night) } catch {
          throw CommandFailure(error)
        }
      }
      return (summary, opening)
    }
  }

  /// Runs `body` with the forge that the options name, serving it meanwhile if it is local.
  func withForge<Value: Sendable>(
    _ body: (GitHubForge) async throws -> Value
  ) async throws -> Value {
    try await withForge(.writing) { forge, _ in try await body(forge) }
  }

  /// The same for any use, with the sentence of ``withLocalForge(_:_:)``.
  func withForge<Value: Sendable>(
    _ use: ForgeUse, _ body: (GitHubForge, _ opening: String?) async throws -> Value
  ) async throws -> Value {
    try surroundings.requireFolders()
    let mirror = try MirrorUse(at: useFile(for: try await mirrorFolder()))
    defer { withExtendedLifetime(mirror) {} }
    guard options.forge == "local" else {
      return try await body(try await gitHub(options.forge), nil)
    }
    return try await withLocalForge(use) { page, opening in
      try await body(try await gitHub(page), opening)
    }
  }

  private func gitHub(_ page: String) async throws(CommandFailure) -> GitHubForge {
    GitHubForge(
      address: try address(of: page),
      token: options.forge == "local" ? nil : try ForgeToken(options, surroundings).secret,
      http: http, mirror: try await mirrorFolder().path, clock: clock)
  }

  private func address(of page: String) throws(CommandFailure) -> ForgeAddress {
    do throws(Failure) { return try ForgeAddress(page: page) } catch {
      throw CommandFailure(.usage, error.description)
    }
  }

  /// Outside of the forge and the mirror, which may be deleted while no roll is running.
  private func lockFile(for mirror: URL) -> URL {
    if let temporary { return temporary.repository.appendingPathExtension("lock") }
    let mark = SHA256Digest(of: mirror.path).hexadecimal.prefix(16)
    return surroundings.stateFolder.appendingPathComponent("locks/\(mark)")
  }

  private func useFile(for mirror: URL) -> URL {
    lockFile(for: mirror).appendingPathExtension("use")
  }

  /// Our copy of the forge's repository. That of the local forge lies inside of it: they go together.
  private func mirrorFolder() async throws(CommandFailure) -> URL {
    guard options.forge == "local" else {
      let address = try address(of: options.forge)
      return surroundings.cacheFolder.appendingPathComponent(
        "mirrors/\(address.git.origin.host)/\(address.owner)/\(address.name).git")
    }
    return try await place().mirror
  }
}

extension Wiring {
  /// The validators of this machine; what killed processes left behind is cleared away first.
  func workshop(
    _ inputs: @escaping @Sendable ([Component]) -> FetchedInputs, clearsLeftovers: Bool = true
  ) async throws(CommandFailure) -> ContainerWorkshop {
    let workshop = ContainerWorkshop(
      machine: surroundings.machine, cache: surroundings.cacheFolder,
      inputs: inputs, now: clock.now)
    guard clearsLeftovers else { return workshop }
    do throws(Failure) { _ = try await workshop.clearLeftovers() } catch {
      throw CommandFailure(.tryLater, error.description)
    }
    return workshop
  }

  /// What pins name, fetched into the cache, for the components of a commit.
  func inputs(
    _ index: PackageIndex, _ mirrors: Mirrors
  ) -> @Sendable ([Component]) -> FetchedInputs {
    let fetcher = fetcher(index)
    return { FetchedInputs(fetcher: fetcher, mirrors: mirrors, components: $0) }
  }

  func fetcher(_ index: PackageIndex) -> WheelFetcher {
    WheelFetcher(index, cache: surroundings.cacheFolder, sleep: clock.sleep)
  }

  /// The index of this machine's configuration.
  func index() async throws(CommandFailure) -> PackageIndex {
    do throws(Failure) { return try await lookup.index.get() } catch {
      throw CommandFailure(.tryLater, error.description)
    }
  }
}

private func openLog(_ path: String) throws(CommandFailure) -> HTTPLog {
  do { return try HTTPLog(appendingTo: URL(fileURLWithPath: path)) } catch {
    throw CommandFailure(.usage, "--http-log \(path): \(error)")
  }
}
