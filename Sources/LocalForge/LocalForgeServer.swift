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
  private var server: HTTPServer?
  private var running: Task<Void, any Error>?

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
    guard server == nil else {
      throw Failure(.unavailable, doing: operation, found: "it is already being served")
    }
    // A client or a git process that goes away must cost one request, not the program.
    signal(SIGPIPE, SIG_IGN)
    do {
      let server = try await makeServer()
      let running = Task { try await server.run() }
      self.server = server
      self.running = running
      try await waitUntilListening(server, running)
      return try await address(of: server)
    } catch let error as Failure {
      throw error
    } catch {
      self.server = nil
      throw failure(error, operation)
    }
  }

  /// Starts, reports the address to `started`, and serves until the task is cancelled.
  package func run(
    started: @Sendable (URL) -> Void = { _ in }
  ) async throws(Failure) {
    started(try await start())
    let running = self.running
    await withTaskCancellationHandler {
      _ = await running?.result
    } onCancel: {
      running?.cancel()
    }
    await stop()
  }

  /// Stops serving; connections that are still open, idle ones included, are given `grace` seconds.
  package func stop(grace: Double = 2) async {
    await server?.stop(timeout: grace)
    _ = await running?.result
    server = nil
    running = nil
    switch listening {
    case .loopback: break
    case .unixSocket(let path): unlink(path)
    }
  }

  private func makeServer() async throws -> HTTPServer {
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
    let doorkeeper = RequestHandler(
      forge: served, gate: Gate(token: configuration.token, isUnixSocket: isUnixSocket),
      transport: GitTransport(git: git, user: identity.owner), fallbackHost: "localhost",
      mark: configuration.mark, log: configuration.log)
    return HTTPServer(config: try serverConfiguration(), handler: doorkeeper)
  }

  private func serverConfiguration() throws -> HTTPServer.Configuration {
    // An hour for one request: a file of a release may have a gigabyte.
    switch listening {
    case .loopback(let port):
      return HTTPServer.Configuration(
        address: try sockaddr_in.inet(ip4: "127.0.0.1", port: port), timeout: 3600,
        sharedRequestBufferSize: 1 << 16, sharedRequestReplaySize: 0,
        pool: PromptSocketPool(), logger: .disabled)
    case .unixSocket(let path):
      try takeOver(path)
      return HTTPServer.Configuration(
        address: sockaddr_un.unix(path: path), timeout: 3600, sharedRequestBufferSize: 1 << 16,
        sharedRequestReplaySize: 0,
        pool: PromptSocketPool(), logger: .disabled)
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

  /// Waits for the socket, or for the reason why there is none.
  private func waitUntilListening(
    _ server: HTTPServer, _ running: Task<Void, any Error>
  ) async throws {
    // Neither wait ends by cancellation alone, so they are raced without a group.
    let (outcomes, first) = AsyncStream.makeStream(of: Result<Void, any Error>.self)
    Task { first.yield(await running.result) }
    Task {
      // A busy machine is slow, not wrong: the default is 5 s.
      do { first.yield(.success(try await server.waitUntilListening(timeout: 600))) } catch {
        first.yield(.failure(error))
      }
    }
    for await outcome in outcomes { return try outcome.get() }
  }

  private func address(of server: HTTPServer) async throws -> URL {
    switch await server.listeningAddress {
    case .ip4(let host, let port): return URL(string: "http://\(host):\(port)")!
    case .ip6(let host, let port): return URL(string: "http://[\(host)]:\(port)")!
    case .unix: return URL(string: "http://localhost")!
    case nil: throw SocketError.disconnected
    }
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
