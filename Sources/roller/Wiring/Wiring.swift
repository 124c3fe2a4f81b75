import BlockingPool
import Containers
import Digest
import Foundation
import Git
import GitHub
import HTTP
import LocalForge
import ReleaseModel
import Rolling
import Upstreams

/// The only place where live parts meet.
struct Wiring: Sendable {
  let surroundings: Surroundings
  /// Of `--mirror`.
  let mirrorTexts: [String]
  let http: HTTPClient
  private let options: ForgeOptions

  init(
    _ surroundings: Surroundings, _ options: ForgeOptions, mirrors: MirrorOptions? = nil
  ) throws(CommandFailure) {
    self.surroundings = surroundings
    self.options = options
    mirrorTexts = mirrors?.mirror ?? []
    http = HTTPClient(
      pool: .shared, configuration: surroundings.httpConfiguration,
      log: try options.httpLog.map { (path) throws(CommandFailure) in try openLog(path) })
  }

  /// One night of `schedule`.
  func roll(_ schedule: ScheduleName, planOnly: Bool) async throws -> NightSummary {
    let mirror = try mirrorFolder()
    try surroundings.requireFolders()
    // A plan moves nothing on the forge, so it may look on while a night runs.
    let lock = planOnly ? nil : try InstanceLock(at: lockFile(for: mirror))
    if let lock {
      try MirrorUse.ifUnused(at: useFile(for: mirror)) { lock.clearStaleLocks(in: mirror) }
    }
    defer { withExtendedLifetime(lock) {} }
    return try await withForge { forge in
      try await withMirrors { mirrors in
        let view = NightView(surroundings)
        defer { view.close() }
        let index = try await index()
        let components = KnownComponents(on: forge, for: schedule)
        let workshop = try await workshop(
          inputs(index, mirrors, components), clearsLeftovers: !planOnly)
        let night = Night(
          schedule: schedule,
          ports: NightPorts(
            upstream: family(mirrors, index), workshop: workshop, forge: forge),
          clock: .live, observer: view)
        do throws(NightError) { return try await night.roll(planOnly: planOnly) } catch {
          throw CommandFailure(error)
        }
      }
    }
  }

  /// Runs `body` with the forge that the options name, serving it meanwhile if it is local.
  func withForge<Value: Sendable>(
    _ body: (GitHubForge) async throws -> Value
  ) async throws -> Value {
    try surroundings.requireFolders()
    let use = try MirrorUse(at: useFile(for: try mirrorFolder()))
    defer { withExtendedLifetime(use) {} }
    guard options.forge == "local" else {
      return try await body(try gitHub(options.forge))
    }
    let (server, root) = try await startedForge()
    do {
      let value = try await body(try gitHub(LocalForgePlace.page(below: root)))
      // Only our own idle connections are left: nobody waits for an answer.
      await server.stop(grace: 0)
      return value
    } catch {
      await server.stop(grace: 0)
      throw error
    }
  }

  /// The local forge of this checkout, serving at the port that `roller forge serve` takes, so that
  /// the pages that a roll prints open later too; at any other port when that one is taken.
  private func startedForge() async throws(CommandFailure) -> (LocalForgeServer, URL) {
    let usual = try await localForge(port: LocalForgePlace.port)
    if let root = try? await usual.start() { return (usual, root) }
    let other = try await localForge(port: 0)
    do throws(LocalForgeError) { return (other, try await other.start()) } catch {
      throw CommandFailure(.tryLater, error.description)
    }
  }

  /// The local forge of this checkout, made when it is not there.
  func localForge(port: UInt16) async throws(CommandFailure) -> LocalForgeServer {
    let checkout = try ReleaseFolder(around: surroundings.folder).root
    try surroundings.requireFolders()
    do throws(LocalForgeError) {
      let forge = try await LocalForge.create(
        at: LocalForgePlace(checkout, surroundings).repository, from: checkout,
        owner: LocalForgePlace.owner, name: LocalForgePlace.name,
        environment: surroundings.gitEnvironment)
      return LocalForgeServer(
        forge, on: .loopback(port: port),
        configuration: LocalForgeServer.Configuration(
          environment: surroundings.gitEnvironment, clock: { Date() }))
    } catch {
      throw CommandFailure(.tryLater, error.description)
    }
  }

  private func gitHub(_ page: String) throws(CommandFailure) -> GitHubForge {
    GitHubForge(
      address: try address(of: page),
      token: options.forge == "local" ? nil : try ForgeToken(options, surroundings).secret,
      http: http, mirror: try mirrorFolder().path, clock: .live)
  }

  private func address(of page: String) throws(CommandFailure) -> ForgeAddress {
    do throws(ForgeError) { return try ForgeAddress(page: page) } catch {
      throw CommandFailure(.usage, error.description)
    }
  }

  /// Outside of the forge and the mirror, which may be deleted while nobody rolls.
  private func lockFile(for mirror: URL) -> URL {
    let mark = SHA256Digest(of: mirror.path).hexadecimal.prefix(16)
    return surroundings.stateFolder.appendingPathComponent("locks/\(mark)")
  }

  private func useFile(for mirror: URL) -> URL {
    lockFile(for: mirror).appendingPathExtension("use")
  }

  /// Our copy of the forge's repository. That of the local forge lies inside of it: they go together.
  private func mirrorFolder() throws(CommandFailure) -> URL {
    guard options.forge == "local" else {
      let address = try address(of: options.forge)
      return surroundings.cacheFolder.appendingPathComponent(
        "mirrors/\(address.git.origin.host)/\(address.owner)/\(address.name).git")
    }
    let checkout = try ReleaseFolder(around: surroundings.folder).root
    return LocalForgePlace(checkout, surroundings).mirror
  }
}

extension Wiring {
  /// The validators of this machine; what killed processes left behind is cleared away first.
  func workshop(
    _ inputs: FetchedInputs, clearsLeftovers: Bool = true
  ) async throws(CommandFailure) -> ContainerWorkshop {
    let workshop = ContainerWorkshop(
      machine: surroundings.machine, cache: surroundings.cacheFolder,
      inputs: inputs, now: NightClock.live.now)
    guard clearsLeftovers else { return workshop }
    do throws(ContainerError) { _ = try await workshop.clearLeftovers() } catch {
      throw CommandFailure(.tryLater, error.description)
    }
    return workshop
  }

  /// What pins name, fetched into the cache.
  func inputs(
    _ index: PackageIndex, _ mirrors: Mirrors, _ components: KnownComponents
  ) -> FetchedInputs {
    FetchedInputs(fetcher: fetcher(index), mirrors: mirrors, components: components)
  }

  func fetcher(_ index: PackageIndex) -> WheelFetcher {
    WheelFetcher(index, cache: surroundings.cacheFolder, sleep: NightClock.live.sleep)
  }

  /// The index of this machine's configuration. Asking pip for it takes near half a second, so a
  /// command asks once and passes it on.
  func index() async throws(CommandFailure) -> PackageIndex {
    do throws(PipConfigurationError) {
      let configuration = try await PipConfiguration.read(
        by: SystemPython(environment: surroundings.environment),
        home: surroundings.home?.path ?? "/", folder: surroundings.folder)
      let client = HTTPClient(
        pool: .shared,
        configuration: surroundings.httpConfiguration.trusting(configuration))
      return PackageIndex(
        configuration, client: client, pool: .shared,
        pages: .inFolder(surroundings.cacheFolder.appendingPathComponent("index")))
    } catch {
      throw CommandFailure(.tryLater, error.description)
    }
  }
}

private func openLog(_ path: String) throws(CommandFailure) -> HTTPLog {
  do { return try HTTPLog(appendingTo: URL(fileURLWithPath: path)) } catch {
    throw CommandFailure(.usage, "--http-log \(path): \(error)")
  }
}
