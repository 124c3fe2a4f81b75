import Foundation

/// A shared store wherever rclone reaches: a bucket of S3 and its kind, another machine, a folder.
///
/// <https://rclone.org/commands/rclone_copyto/>; exit codes: <https://rclone.org/docs/#exit-code>.
package struct RcloneStore: RemoteStore {
  private let machine: Machine
  private let program: String
  /// As rclone names it, such as `s3:bucket/folder`.
  private let remote: String

  /// The store at `remote`; nil when there is no rclone on this machine.
  package init?(_ remote: String, on machine: Machine) {
    guard let program = machine.searchPath.program("rclone") else { return nil }
    self.machine = machine
    self.program = program
    self.remote = remote.hasSuffix("/") ? String(remote.dropLast()) : remote
  }

  package func fetch(_ path: String, to file: URL) async throws(ContainerError) -> Bool {
    let answer = try await copy(from: "\(remote)/\(path)", to: file.path, doing: "fetching \(path)")
    // 3: the folder is not there; 4: the file is not.
    if answer.exit == .exited(3) || answer.exit == .exited(4) { return false }
    try check(answer, doing: "fetching \(path)")
    return true
  }

  package func send(_ file: URL, to path: String) async throws(ContainerError) {
    let doing = "sending \(path)"
    try check(
      try await copy(from: file.path, to: "\(remote)/\(path)", doing: doing), doing: doing)
  }

  private func check(_ answer: ProcessAnswer, doing: String) throws(ContainerError) {
    guard !answer.succeeded else { return }
    throw failed(doing, found: answer.complaint)
  }

  /// One file from here to there; what is there already by size and hash is not sent again.
  private func copy(
    from source: String, to destination: String, doing: String
  ) async throws(ContainerError) -> ProcessAnswer {
    let command = ProcessCommand(
      executable: program,
      arguments: [
        "copyto", "--checksum", "--retries", "2", "--low-level-retries", "3", "--contimeout",
        "15s", "--timeout", "60s", "--stats", "0", "--", source, destination,
      ],
      environment: environment, grace: .seconds(5))
    let answer = await withTaskGroup(of: Result<ProcessAnswer, ProcessError>?.self) { group in
      group.addTask { [machine] in
        do throws(ProcessError) {
          return .success(try await machine.runner.answer(to: command, limit: 1 << 16))
        } catch {
          return .failure(error)
        }
      }
      group.addTask { [machine] in
        await pause(.seconds(900), on: machine.clock)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
    switch answer {
    case .success(let answer): return answer
    case .failure(.cancelled): throw .cancelled(doing: doing)
    case .failure(.notStarted(_, let found)): throw failed(doing, found: found)
    case nil:
      if Task.isCancelled { throw .cancelled(doing: doing) }
      throw failed(doing, found: "not done after 900 s, so it was stopped")
    }
  }

  /// Where rclone finds its configuration and credentials, and how it reaches the network.
  private var environment: [String: String] {
    let names: Set<String> = [
      "PATH", "HOME", "XDG_CONFIG_HOME", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR", "http_proxy",
      "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY",
    ]
    return machine.environment.filter {
      names.contains($0.key) || $0.key.hasPrefix("RCLONE_") || $0.key.hasPrefix("AWS_")
    }
  }

  private func failed(_ doing: String, found: String) -> ContainerError {
    ContainerError(
      .engineFailed, doing: "\(doing) with rclone", found: found,
      hint: "try it by hand: rclone lsf, with what ROLLER_STORE_REMOTE names")
  }
}
