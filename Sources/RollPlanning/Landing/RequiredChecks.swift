import ReleaseModel

/// The checks that must be success before a roll lands, each from the app that is expected.
struct RequiredChecks: Sendable {
  struct Standing: Sendable, Equatable {
    /// Not there yet, or running.
    var pending: [String] = []
    /// Ended otherwise than in success, with the platform's word for it.
    var failed: [String] = []
  }

  private let required: [RequiredCheck]

  init(_ required: [RequiredCheck]) {
    var seen: Set<RequiredCheck> = []
    self.required = required.filter { seen.insert($0).inserted }
  }

  func standing(on head: Revision, in facts: ForgeFacts) -> Standing {
    required.reduce(into: Standing()) { standing, check in
      let conclusions = conclusions(of: check, on: head, in: facts)
      if conclusions.contains("success"), conclusions.allSatisfy({ $0 == "success" }) { return }
      // Skipped and neutral are not success: GitHub's own rules take them
      // (https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/collaborating-on-repositories-with-code-quality-features/troubleshooting-required-status-checks),
      // and a check that judged nothing proves nothing.
      if let word = conclusions.first(where: { $0 != "success" && $0 != "pending" }) {
        standing.failed.append("\"\(check.name)\" is \(word)")
      } else {
        standing.pending.append(name(of: check))
      }
    }
  }

  private func name(of check: RequiredCheck) -> String {
    "\"\(check.name)\"" + (check.app.map { " (of \($0))" } ?? "")
  }

  /// What the newest run and the newest status of that name say.
  private func conclusions(
    of check: RequiredCheck, on head: Revision, in facts: ForgeFacts
  ) -> [String] {
    let expected = CheckApp(expecting: check.app)
    let runs = facts.checkRuns.filter {
      $0.revision == head && $0.name == check.name && expected.admits($0.app)
    }.map { run in
      switch run.state {
      case .pending: "pending"
      case .ended(let word): word
      }
    }
    let statuses = facts.statuses.filter { status in
      status.revision == head && status.context == check.name
        && expected.admits(CheckApp(creator: status.creator))
    }.map(\.state.rawValue)
    return runs + statuses
  }
}

extension CheckApp {
  /// The app that a schedule or a rule names: by number or by slug.
  init(expecting text: String?) {
    let id = text.flatMap { Int($0) }
    self.init(id: id, slug: id == nil ? text : nil)
  }

  /// The app whose account set a status: `SLUG[bot]`.
  init(creator: String?) {
    let slug = creator.flatMap { $0.hasSuffix("[bot]") ? String($0.dropLast(5)) : nil }
    self.init(slug: slug)
  }
}
