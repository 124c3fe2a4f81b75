import Errors
import FlyingFox
import FlyingSocks
import Foundation
import Git

/// Serves a local forge: GitHub's REST API and git over HTTP, on loopback only.
package actor LocalForgeServer {
  /// Where the server listens.
  package enum Listening: Sendable, Equatable {
    /// A port of 127.0.0.1; 0 for any that is free.
    case loopback(port: UInt16)
    /// A Unix socket; a stale one of a server that died is taken over.
    case unixSocket(path: String)
  }

  package static let markHeader = "X-Local-Forge"

  private let forge: LocalForge
  private let listening: Listening
  private let configuration: Configuration
  private var running: RunningServer?

  /// What a server is given from outside.
  package struct Configuration: Sendable {
    /// Demanded of every request when given.
    package var token: String?
    /// What git and the repository's hooks see; give at least PATH.
    package var environment: [String: String]
    package var clock: @Sendable () -> Date
    /// Sent with every reply as ``LocalForgeServer/markHeader``, so that others know this server again.
    package var mark: String?
    /// Told one line for every request and error; never a token or a body.
    package var log: @Sendable (String) -> Void

    package init(
      token: String? = nil, mark: String? = nil,
      environment: [String: String] = ["PATH": "/usr/local/bin:/usr/bin:/bin"],
      clock: @escaping @Sendable () -> Date, log: @escaping @Sendable (String) -> Void = { _ in }
    ) {
      self.token = token
      self.mark = mark
      self.environment = environment
      self.clock = clock
      self.log = log
    }
  }

  package init(
    _ forge: LocalForge, on listening: Listening = .loopback(port: 0),
    configuration: Configuration
  ) {
    self.forge = forge
    self.listening = listening
    self.configuration = configuration
  }

  /// Starts serving and says where: the address under which REST and git are reached.
  ///
  /// For a Unix socket the address is only the name that replies carry.
  package func start() async throws(Failure) -> URL {
    let operation = "serve \(forge.repository.path)"
    guard running == nil else {
      throw Failure(.unavailable, doing: operation, found: "it is already being served")
    }
    do {
      let running = try await run(try await handler())
      self.running = running
      return URL(string: try await running.address())!
    } catch let error as Failure {
      throw error
    } catch {
      throw failure(error, operation)
    }
  }

  /// Starts, reports the address to `started`, and serves until the task is cancelled.
  package func run(
    started: @Sendable (URL) -> Void = { _ in }
  ) async throws(Failure) {
    started(try await start())
    await running?.serve()
    await stop()
  }

  /// Stops serving; connections that are still open, idle ones included, are given `grace` seconds.
  package func stop(grace: Double = 2) async {
    await running?.stop(grace: grace)
    running = nil
    if case .unixSocket(let path) = listening { unlink(path) }
  }

  private func handler() async throws -> RequestHandler {
    guard let identity = ForgeIdentity(owner: forge.owner, name: forge.name) else {
      throw Failure(
        .unavailable, doing: "serve \(forge.repository.path)",
        found: "\(forge.owner)/\(forge.name) is not a repository name")
    }
    let path = forge.repository.path
    let git = GitTool(repository: path, environment: configuration.environment)
    let served = Forge(
      identity, repository: path, git: git, founded: await CreationDate(git: git).recorded(),
      clock: configuration.clock)
    // Fails now rather than at the first request when the folder is no repository.
    _ = try await served.read { repository in try repository.head() }
    return RequestHandler(
      forge: served, gate: Gate(token: configuration.token, isUnixSocket: isUnixSocket),
      transport: GitTransport(git: git, user: identity.owner), fallbackHost: "localhost",
      mark: configuration.mark, log: configuration.log)
  }

  private func run(_ handler: RequestHandler) async throws -> RunningServer {
    switch listening {
    case .loopback(let port):
      return try await RunningServer(
        at: sockaddr_in.inet(ip4: "127.0.0.1", port: port), handler: handler)
    case .unixSocket(let path):
      try takeOver(path)
      return try await RunningServer(at: sockaddr_un.unix(path: path), handler: handler)
    }
  }

  /// Removes the socket of a server that is no more, and only that.
  private func takeOver(_ path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    let probe = try Socket(domain: AF_UNIX)
    defer { try? probe.close() }
    guard (try? probe.connect(to: sockaddr_un.unix(path: path))) == nil else {
      throw Failure(.unavailable, doing: "listen at \(path)", found: "another server answers there")
    }
    unlink(path)
  }

  private var isUnixSocket: Bool {
    switch listening {
    case .loopback: false
    case .unixSocket: true
    }
  }

  /// The reason why there is no socket, in words: the library's own are for its authors.
  private func failure(_ error: any Error, _ operation: String) -> Failure {
    var code: Int32?
    if case SocketError.failed(_, let number, _) = error { code = number }
    switch listening {
    case .loopback(let port) where code == EADDRINUSE:
      return Failure(
        .unavailable, doing: operation, found: "port \(port) is taken by another program",
        hint: "choose another with --port N; --port 0 chooses a free one")
    case .loopback(let port) where code == EACCES:
      return Failure(
        .unavailable, doing: operation, found: "port \(port) may not be used by this user",
        hint: "choose one above 1023 with --port N")
    case .loopback: return Failure(.unavailable, doing: operation, found: "\(error)")
    case .unixSocket(let path):
      return Failure(
        .unavailable, doing: operation, found: "\(error)",
        hint: "may \(path) be written, and is it shorter than 108 bytes?")
    }
  }
}
