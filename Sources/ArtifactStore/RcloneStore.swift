import Errors
import Foundation
import Processes

/// A shared store wherever rclone reaches: a bucket of S3 and its kind, another machine, a folder.
///
/// <https://rclone.org/commands/rclone_copyto/>; exit codes: <https://rclone.org/docs/#exit-code>.
package struct RcloneStore: RemoteStore {
  private let runner: any ProcessRunner
  private let program: String
  /// As rclone names it, such as `s3:bucket/folder`.
  private let remote: String
  private let variables: [String: String]
  private let clock: any Clock<Duration>

  /// The store at `remote`, by the rclone at `program`, which finds its configuration in `environment`.
  package init(
    _ remote: String, program: String, environment: [String: String],
    runner: any ProcessRunner = SubprocessRunner(), clock: any Clock<Duration> = ContinuousClock()
  ) {
    self.runner = runner
    self.program = program
    self.remote = remote.hasSuffix("/") ? String(remote.dropLast()) : remote
    variables = environment
    self.clock = clock
  }

  package func fetch(_ path: String, to file: URL) async throws(Failure) -> Bool {
    let answer = try await copy(from: "\(remote)/\(path)", to: file.path, doing: "fetching \(path)")
    // 3: the folder is not there; 4: the file is not.
    if answer.exit == .exited(3) || answer.exit == .exited(4) { return false }
    try check(answer, doing: "fetching \(path)")
    return true
  }

  package func send(_ file: URL, to path: String) async throws(Failure) {
    let doing = "sending \(path)"
    try check(
      try await copy(from: file.path, to: "\(remote)/\(path)", doing: doing), doing: doing)
  }

  private func check(_ answer: ProcessAnswer, doing: String) throws(Failure) {
    guard !answer.succeeded else { return }
    throw failed(doing, found: answer.complaint)
  }

  /// One file from here to there; what is there already by size and hash is not sent again.
  private func copy(
    from source: String, to destination: String, doing: String
  ) async throws(Failure) -> ProcessAnswer {
    let command = ProcessCommand(
      executable: program,
      arguments: [
        "copyto", "--checksum", "--retries", "2", "--low-level-retries", "3", "--contimeout",
        "15s", "--timeout", "60s", "--stats", "0", "--", source, destination,
      ],
      environment: environment, grace: .seconds(5))
    let kept = KeptOutput(limit: 1 << 16)
    let exit: ProcessExit?
    do throws(Failure) {
      exit = try await runner.run(command, within: .seconds(900), on: clock, output: kept.take)
    } catch {
      guard error.kind != .cancelled else { throw Failure(error, doing: doing) }
      throw failed(doing, found: error.found)
    }
    guard let exit else { throw failed(doing, found: "not done after 900 s, so it was stopped") }
    return kept.answer(exit)
  }

  /// Where rclone finds its configuration and credentials, and how it reaches the network.
  private var environment: [String: String] {
    let names: Set<String> = [
      "PATH", "HOME", "XDG_CONFIG_HOME", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR", "http_proxy",
      "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY",
    ]
    return variables.filter {
      names.contains($0.key) || $0.key.hasPrefix("RCLONE_") || $0.key.hasPrefix("AWS_")
    }
  }

  private func failed(_ doing: String, found: String) -> Failure {
    Failure(
      .unavailable, doing: "\(doing) with rclone", found: found,
      hint: "try it by hand: rclone lsf \"$ROLLER_STORE_REMOTE\"")
  }
}

/// The port to a store that several machines share.
package protocol RemoteStore: Sendable {
  /// Brings what lies at `path` into `file`; false when nothing lies there.
  func fetch(_ path: String, to file: URL) async throws(Failure) -> Bool

  /// Puts `file` at `path`; the same path always gets the same content.
  func send(_ file: URL, to path: String) async throws(Failure)
}
