import BlockingPool
import Containers
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
  private let options: ForgeOptions
  private let http: HTTPClient

  init(_ surroundings: Surroundings, _ options: ForgeOptions) throws(CommandFailure) {
    self.surroundings = surroundings
    self.options = options
    http = HTTPClient(
      pool: .shared, configuration: surroundings.httpConfiguration,
      log: try options.httpLog.map { (path) throws(CommandFailure) in try openLog(path) })
  }

  /// One night of `schedule`.
  func roll(_ schedule: ScheduleName, planOnly: Bool) async throws -> NightSummary {
    try await withForge { forge in
      let view = NightView(surroundings)
      defer { view.close() }
      let workshop = try await workshop()
      let night = Night(
        schedule: schedule,
        ports: NightPorts(
          upstream: try await upstream(), workshop: workshop, forge: forge),
        clock: .live, observer: view)
      do throws(NightError) { return try await night.roll(planOnly: planOnly) } catch {
        throw CommandFailure(error)
      }
    }
  }

  /// Runs `body` with the forge that the options name, serving it meanwhile if it is local.
  func withForge<Value: Sendable>(
    _ body: (GitHubForge) async throws -> Value
  ) async throws -> Value {
    guard options.forge == "local" else {
      return try await body(try gitHub(options.forge))
    }
    let server = try await localForge()
    do {
      let root = try await server.start()
      let value = try await body(try gitHub(LocalForgePlace.page(below: root)))
      await server.stop()
      return value
    } catch {
      await server.stop()
      throw error
    }
  }

  /// The local forge of this checkout, made when it is not there.
  func localForge(port: UInt16 = 0) async throws(CommandFailure) -> LocalForgeServer {
    let checkout = try ReleaseFolder(around: surroundings.folder).root
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
    let address: ForgeAddress
    do throws(ForgeError) { address = try ForgeAddress(page: page) } catch {
      throw CommandFailure(.usage, error.description)
    }
    let isLocal = options.forge == "local"
    let folder = isLocal ? "local-\(LocalForgePlace.name)" : "\(address.owner)-\(address.name)"
    return GitHubForge(
      address: address, token: isLocal ? nil : try ForgeToken(options, surroundings).secret,
      http: http,
      mirror: surroundings.cacheFolder.appendingPathComponent("mirrors/\(folder).git").path,
      clock: .live)
  }
}

extension Wiring {
  /// The upstreams of this machine's configuration.
  func upstream() async throws(CommandFailure) -> IndexUpstream {
    IndexUpstream(try await index())
  }

  /// The validators of this machine; what killed processes left behind is cleared away first.
  func workshop() async throws(CommandFailure) -> ContainerWorkshop {
    let workshop = ContainerWorkshop(
      machine: surroundings.machine, cache: surroundings.cacheFolder,
      inputs: FetchedInputs(
        fetcher: WheelFetcher(
          try await index(), cache: surroundings.cacheFolder, sleep: NightClock.live.sleep)),
      now: NightClock.live.now)
    do throws(ContainerError) { _ = try await workshop.clearLeftovers() } catch {
      throw CommandFailure(.tryLater, error.description)
    }
    return workshop
  }

  func index() async throws(CommandFailure) -> PackageIndex {
    do throws(PipConfigurationError) {
      let configuration = try await PipConfiguration.read(
        by: SystemPython(environment: surroundings.environment),
        home: surroundings.environment["HOME"] ?? "/", folder: surroundings.folder)
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
