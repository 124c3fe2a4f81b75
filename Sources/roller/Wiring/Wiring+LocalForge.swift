import CommandLineTool
import Desk
import Errors
import Foundation
import GitHub
import HTTP
import LocalForge
import ReleaseModel
import Rolling

/// What a command does to the local forge.
enum ForgeUse: Sendable {
  /// It looks only, and founds nothing.
  case reading
  case writing
  /// As writing, and others may know where it serves.
  case rolling
}

extension Wiring {
  /// Where the local forge of this checkout is, or would be.
  func place() async throws(CommandFailure) -> LocalForgePlace {
    if let temporary { return temporary }
    try surroundings.requireFolders()
    let root = try ReleaseFolder(around: surroundings.folder).root
    do throws(Failure) {
      try GitProgram.require(
        in: surroundings.gitEnvironment, while: "looking for the local forge of \(root.path)")
    } catch {
      throw CommandFailure(error)
    }
    return await LocalForgePlace.find(of: root, surroundings)
  }

  /// Runs `body` with the address of the local forge's repository and the sentence that says how its
  /// pages are opened afterwards; nil: they stay open.
  ///
  /// A server that lasts is used; otherwise the forge is served meanwhile.
  func withLocalForge<Value: Sendable>(
    _ use: ForgeUse, _ body: (_ page: String, _ opening: String?) async throws -> Value
  ) async throws -> Value {
    let place = try await place()
    return try await namingDamage(of: place) { try await withForge(at: place, use, body) }
  }

  private func withForge<Value: Sendable>(
    at place: LocalForgePlace, _ use: ForgeUse,
    _ body: (_ page: String, _ opening: String?) async throws -> Value
  ) async throws -> Value {
    switch use {
    case .reading: guard place.isFounded else { throw notFounded(place) }
    case .writing, .rolling: for note in try await found(place) { tell(note) }
    }
    if let record = await lastingServer(of: place), let root = URL(string: record.address) {
      return try await body(LocalForgePlace.page(below: root), nil)
    }
    let serving = try await serving(place, use)
    do {
      let value = try await body(LocalForgePlace.page(below: serving.root), serving.opening)
      // Only our own idle connections are left: nobody waits for an answer.
      await serving.server.stop(grace: 0)
      return value
    } catch {
      await serving.server.stop(grace: 0)
      throw error
    }
  }

  /// Serves the local forge at `port` until the process is ended; `started` is told its address.
  func serve(
    port: UInt16, started: @escaping @Sendable (URL) -> Void
  ) async throws(CommandFailure) {
    let place = try await place()
    for note in try await found(place) { tell(note) }
    guard let holder = ServingRecord.Holder(at: place.repository) else {
      throw isServed(place)
    }
    let presence = presence(at: place, clearing: true)
    let mark = UUID().uuidString
    do throws(Failure) {
      try await server(of: place, port: port, mark: mark).run { root in
        holder.write(record(root, mark, isLasting: true))
        started(root)
      }
    } catch {
      throw CommandFailure(error)
    }
    withExtendedLifetime((holder, presence)) {}
  }

  /// The server that `roller forge serve` runs for this forge, if it answers as that.
  private func lastingServer(of place: LocalForgePlace) async -> ServingRecord? {
    guard let record = ServingRecord.read(at: place.repository), record.isLasting,
      let url = try? HTTPURL(record.address + "/meta")
    else { return nil }
    var request = HTTPRequest(.get, url)
    request.allowsCleartext = true
    request.retry = .never
    request.limits.deadline = .seconds(5)
    let reply = try? await http.send(request)
    return reply?.headers[LocalForgeServer.markHeader] == record.mark ? record : nil
  }

  private struct Serving {
    let server: LocalForgeServer
    let root: URL
    let opening: String?
    let presence: ForgePresence?
    let holder: ServingRecord.Holder?
  }

  /// The forge, serving at the port that `roller forge serve` takes, so that the pages that a command
  /// prints open later too; at one of the next when that one is taken.
  private func serving(
    _ place: LocalForgePlace, _ use: ForgeUse
  ) async throws(CommandFailure) -> Serving {
    let presence = presence(at: place, clearing: use != .reading)
    let holder = use == .rolling ? ServingRecord.Holder(at: place.repository) : nil
    let usual = LocalForgePlace.port
    let ports = temporary == nil ? Array(usual..<usual + 10) + [0] : [0]
    let mark = UUID().uuidString
    var failure = CommandFailure(.tryLater, "")
    for port in ports {
      let server = server(of: place, port: port, mark: mark)
      do throws(Failure) {
        let root = try await server.start()
        holder?.write(record(root, mark, isLasting: false))
        return Serving(
          server: server, root: root, opening: opening(of: root), presence: presence,
          holder: holder)
      } catch {
        failure = CommandFailure(error)
      }
    }
    throw failure
  }

  private func server(of place: LocalForgePlace, port: UInt16, mark: String) -> LocalForgeServer {
    LocalForgeServer(
      LocalForge(
        repository: place.repository, owner: LocalForgePlace.owner, name: LocalForgePlace.name),
      on: .loopback(port: port),
      configuration: LocalForgeServer.Configuration(
        mark: mark, environment: surroundings.gitEnvironment, clock: { Date() }))
  }

  private func presence(at place: LocalForgePlace, clearing: Bool) -> ForgePresence? {
    ForgePresence(at: place.repository, now: Date()) { leftovers in
      guard clearing else { return }
      leftovers.remove()
      guard !leftovers.locks.isEmpty else { return }
      tell(
        "removed lock files that a killed program left in the local forge: "
          + leftovers.locks.map(\.lastPathComponent).joined(separator: ", "))
    }
  }

  private func record(_ root: URL, _ mark: String, isLasting: Bool) -> ServingRecord {
    ServingRecord(
      address: root.absoluteString, process: getpid(), mark: mark, isLasting: isLasting)
  }

  /// Makes the forge if it is not there; what is worth saying of it.
  private func found(_ place: LocalForgePlace) async throws(CommandFailure) -> [String] {
    do throws(Failure) { return try await place.found(surroundings) } catch {
      throw CommandFailure(error)
    }
  }

  /// Says something beside what the command prints.
  func tell(_ note: String) {
    FileHandle.standardError.write(Data("note: \(note)\n".utf8))
  }
}

private func opening(of root: URL) -> String {
  guard let port = root.port, port != Int(LocalForgePlace.port) else {
    return "To open these pages: roller forge serve"
  }
  return "Port \(LocalForgePlace.port) is taken by another program."
    + "\nTo open these pages: roller forge serve --port \(port)"
}

private func notFounded(_ place: LocalForgePlace) -> CommandFailure {
  CommandFailure(
    .badData,
    "looking for the local forge of \(place.checkout.path): it does not exist yet"
      + "\n  hint: roller roll or roller forge serve creates it")
}

private func isServed(_ place: LocalForgePlace) -> CommandFailure {
  let doing = "serving the local forge"
  guard let record = ServingRecord.read(at: place.repository) else {
    return CommandFailure(
      .tryLater,
      "\(doing): another program is starting to serve it, or \(place.repository.path) cannot be"
        + " written\n  hint: try again; if that does not help, check the folder's owner and mode")
  }
  let page = URL(string: record.address).map(LocalForgePlace.page) ?? record.address
  return CommandFailure(
    .tryLater,
    record.isLasting
      ? "\(doing): process \(record.process) serves it already, at \(page)"
        + "\n  hint: use that address, or end that process first"
      : "\(doing): a roll (process \(record.process)) serves it until it ends, at \(page)"
        + "\n  hint: use that address until then")
}
