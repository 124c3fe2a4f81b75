import Git

/// One check that the default branch demands.
struct RequiredCheck: Sendable, Equatable {
  /// Where the repository's configuration keeps them, one value each: `NAME`, or `NAME:APP` when only
  /// that app's word counts.
  static let setting = "roller.required-check"

  /// The whole setting.
  let text: String
  let context: String
  /// The slug of the only app that may say it; nil when anybody may.
  let app: String?

  init(_ text: String) {
    self.text = text
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let slug = parts.last ?? ""
    let isSlug = slug.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    guard parts.count > 1, !slug.isEmpty, isSlug, slug.lowercased() == slug else {
      context = text
      app = nil
      return
    }
    context = parts.dropLast().joined(separator: ":")
    app = String(slug)
  }
}

/// The checks that the default branch demands of a commit before it moves there.
struct RequiredChecks: Sendable, Equatable {
  let all: [RequiredCheck]

  private enum Standing: String { case success, pending, failing }

  /// GitHub's words for what `statuses` still lack; nil when nothing is.
  ///
  /// Where a status and a check run bear the name, both must be good, and a run that was skipped is:
  /// <https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches#require-status-checks-before-merging>.
  func unmet(by statuses: CommitStatuses) -> String? {
    var unmet: [(name: String, kind: String)] = []
    for check in all {
      let standings = [status(of: check, in: statuses), run(of: check, in: statuses)]
        .compactMap(\.self)
      let kind =
        standings.isEmpty
        ? "expected"
        : [Standing.failing, .pending].first { standings.contains($0) }?.rawValue
      if let kind { unmet.append((check.context, kind)) }
    }
    guard let first = unmet.first else { return nil }
    guard all.count > 1 else { return "Required status check \"\(first.name)\" is \(first.kind)." }
    var kinds: [String] = []
    for item in unmet where !kinds.contains(item.kind) { kinds.append(item.kind) }
    let sum = "\(unmet.count) of \(all.count) required status checks"
    return kinds.count == 1
      ? "\(sum) are \(kinds[0])."
      : "\(sum) have not succeeded: \(kinds.joined(separator: " and "))."
  }

  private func status(of check: RequiredCheck, in statuses: CommitStatuses) -> Standing? {
    let name = check.app == nil ? check.context : check.text
    return statuses.current.first { $0.context == name }.map { status in
      switch status.verdict {
      case .success: .success
      case .pending: .pending
      case .failure, .error: .failing
      }
    }
  }

  private func run(of check: RequiredCheck, in statuses: CommitStatuses) -> Standing? {
    let run = statuses.runs.last { run in
      run.name == check.context && (check.app.map { $0 == run.app } ?? true)
    }
    return run.map { run in
      switch run.conclusion {
      case nil: .pending
      case .success, .neutral, .skipped: .success
      case .failure, .cancelled, .timedOut, .actionRequired: .failing
      }
    }
  }
}

extension Forge {
  /// What the repository's configuration demands of the default branch.
  func requiredChecks() async throws -> RequiredChecks {
    let (status, text) = try await git.result(["config", "--get-all", RequiredCheck.setting])
    guard status == 0 else { return RequiredChecks(all: []) }
    return RequiredChecks(all: text.split(separator: "\n").map { RequiredCheck(String($0)) })
  }

  /// What `commit` lacks before the default branch may move to it; nil when nothing is.
  func unmetChecks(of commit: ObjectID) async throws -> String? {
    let required = try await requiredChecks()
    guard !required.all.isEmpty else { return nil }
    return required.unmet(by: try await state().statuses(of: commit))
  }

  /// What the head of `pull` lacks before it may be merged; nil when nothing is.
  func unmetChecks(of pull: PullRequest) async throws -> String? {
    let head = try await read { repository in try repository.head() }
    guard head?.branch == pull.base.branch else { return nil }
    return try await unmetChecks(of: pull.head.commit)
  }
}
