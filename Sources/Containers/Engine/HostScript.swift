import Errors
import Foundation
import Processes

/// A script of our own recipes, run outside containers: it fetches, and no upstream code runs in it.
struct HostScript: Sendable {
  let machine: Machine
  /// The `containers.conf` for scripts that call podman.
  let configuration: URL

  /// What a script said and how it ended.
  struct Answer: Sendable, Hashable {
    let code: Int32
    let output: String
  }

  /// Runs `script`; its standard error goes to the log, and it is stopped after `limit`.
  func run(
    _ script: URL, _ arguments: [String], limit: Duration, log: RunLog
  ) async throws(Failure) -> Answer {
    let doing = "running \(script.lastPathComponent)"
    guard FileManager.default.isExecutableFile(atPath: script.path) else {
      throw Failure(
        .badData, doing: doing, found: "\(script.path) is missing or not executable",
        hint: "docs/recipes.md lists the scripts of a recipe")
    }
    let command = ProcessCommand(
      executable: script.path, arguments: arguments, environment: environment, grace: .seconds(5))
    let output = KeptOutput(limit: 1 << 20)
    let exit: ProcessExit?
    do throws(Failure) {
      exit = try await machine.runner.run(command, within: limit, on: machine.clock) {
        stream, bytes in
        switch stream {
        case .output: output.take(stream, bytes)
        case .error: _ = await log.take(stream, bytes)
        }
      }
    } catch {
      throw Failure(error, doing: doing)
    }
    await log.endOfStreams()
    switch exit {
    case .exited(let code): return Answer(code: code, output: output.answer(.exited(code)).text)
    case .signalled(let signal):
      throw engineFailed(doing: doing, found: "it was ended by signal \(signal)")
    case nil:
      throw engineFailed(
        doing: doing, found: "not done after \(limit.components.seconds) s, so it was stopped")
    }
  }

  /// What a script may see of our environment: where things are and how to reach the indexes, and
  /// nothing that could be a secret of ours.
  private var environment: [String: String] {
    let names: Set<String> = [
      "PATH", "HOME", "USER", "LOGNAME", "LANG", "TMPDIR", "PODMAN", "SSL_CERT_FILE",
      "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "http_proxy", "https_proxy",
      "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY", "all_proxy",
    ]
    var variables = machine.environment.filter {
      names.contains($0.key) || $0.key.hasPrefix("PIP_") || $0.key.hasPrefix("XDG_")
    }
    variables["CONTAINERS_CONF"] = configuration.path
    return variables
  }
}
