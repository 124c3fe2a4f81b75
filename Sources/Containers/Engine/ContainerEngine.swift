import Errors
import Foundation
import Processes
import SafeText

/// podman on this machine, ready to run containers.
package struct ContainerEngine: Sendable {
  /// The absolute path of podman.
  package let program: String
  package let version: EngineVersion
  /// The `containers.conf` that every call uses.
  package let configuration: URL
  let machine: Machine
  let owner: ProcessOwner
  /// What we wrote into `configuration`.
  let configured: EngineConfiguration

  /// Finds podman, checks it, and writes our `containers.conf` into `folder`.
  ///
  /// The variable `PODMAN` names another engine with the same command line.
  package static func find(
    on machine: Machine, writingTo folder: URL
  ) async throws(Failure) -> ContainerEngine {
    let wanted = machine.environment["PODMAN"] ?? "podman"
    guard let program = machine.searchPath.program(wanted) else { throw noEngine(wanted) }
    guard let runtime = ["runc", "crun"].first(where: { machine.searchPath.program($0) != nil })
    else { throw noRuntime() }
    guard let owner = machine.owner else { throw noProcessTable() }
    let file = folder.appending(path: "containers.conf")
    let configured = EngineConfiguration(runtime: runtime)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try WholeFile(file).write(Array(configured.text.utf8))
    } catch {
      throw Failure(error, doing: "writing \(file.path)")
    }
    let version = try await version(of: program, on: machine)
    return ContainerEngine(
      program: program, version: version, configuration: file, machine: machine, owner: owner,
      configured: configured)
  }

  /// Whether the configuration is still what we wrote.
  var isConfigured: Bool {
    (try? String(contentsOf: configuration, encoding: .utf8)) == configured.text
  }

  private static func version(
    of program: String, on machine: Machine
  ) async throws(Failure) -> EngineVersion {
    let command = ProcessCommand(
      executable: program, arguments: ["--version"],
      environment: machine.environment.filter { $0.key == "PATH" || $0.key == "HOME" })
    let text: String
    do { text = try await machine.runner.answer(to: command).text } catch {
      throw engineFailed(doing: "asking \(program) for its version", found: "\(error)")
    }
    guard let version = EngineVersion(text) else {
      throw engineFailed(
        doing: "asking \(program) for its version", found: visibleText(text, limit: 100))
    }
    guard version >= EngineVersion.oldest else { throw tooOld(version, program) }
    return version
  }

  /// The environment of every call: what podman needs to find its storage, and our configuration.
  var environment: [String: String] {
    let kept = ["PATH", "HOME", "USER", "LOGNAME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "TMPDIR"]
    var variables = machine.environment.filter { kept.contains($0.key) }
    variables["CONTAINERS_CONF"] = configuration.path
    return variables
  }

  /// A call of podman with `arguments`, run in `folder`, or in that of our configuration.
  ///
  /// podman's monitor leaves an empty file `oom` in its working folder when a container reaches its
  /// memory limit, so that must be a folder of ours:
  /// <https://github.com/containers/conmon/blob/main/src/cgroup.c>.
  func command(_ arguments: [String], in folder: URL? = nil) -> ProcessCommand {
    var command = ProcessCommand(
      executable: program, arguments: arguments, environment: environment)
    command.folder = (folder ?? configuration.deletingLastPathComponent()).path
    return command
  }

  /// What podman answers to `arguments`; anything but success is an error.
  func ask(_ arguments: [String]) async throws(Failure) -> String {
    let doing = "podman " + arguments.joined(separator: " ")
    let answer: ProcessAnswer
    do { answer = try await machine.runner.answer(to: command(arguments)) } catch {
      throw Failure(error, doing: doing)
    }
    guard answer.succeeded else { throw engineFailed(doing: doing, found: answer.complaint) }
    return answer.text
  }

  /// Whom containers run as: a user without rights under root, ourselves otherwise.
  package var user: ContainerUser {
    machine.user == 0
      ? .builder : .keptIdentity(user: machine.user, group: machine.group)
  }
}

/// The line that installs what containers need on Debian and its relatives.
let installLine = "apt-get install -y --no-install-recommends podman runc conmon catatonit"

private func noEngine(_ wanted: String) -> Failure {
  Failure(
    .unavailable, doing: "looking for the container engine",
    found: "\(visibleText(wanted)) is not on the search path", hint: installLine)
}

private func noRuntime() -> Failure {
  Failure(
    .unavailable, doing: "looking for a container runtime",
    found: "neither runc nor crun is on the search path", hint: installLine)
}

func noProcessTable() -> Failure {
  Failure(
    .unavailable, doing: "reading our own entry in /proc", found: "nothing",
    hint: "mount /proc: roller identifies containers by the process that started them")
}

private func tooOld(_ version: EngineVersion, _ program: String) -> Failure {
  Failure(
    .unavailable, doing: "checking \(program)",
    found: "version \(version), and \(EngineVersion.oldest) is the oldest version known to work",
    hint: installLine)
}

func engineFailed(doing: String, found: String) -> Failure {
  Failure(
    .unavailable, doing: doing, found: visibleText(found, limit: 500),
    hint: "run `roller doctor` to check each part of the engine")
}
