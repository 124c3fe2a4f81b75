import CommandLineTool
import Foundation
import HTTP
import LocalForge
import Mirrors
import ReleaseModel
import Rolling

/// What surveying one long history costs, beside the git command line doing the same.
///
/// Both fetch from one server on loopback and keep history alone; printed for people, never a test.
struct SurveyBench: Sendable {
  private static let repeats = 5
  private static let candidates = 200

  private let repository: URL
  private let surroundings: Surroundings
  private let place: URL

  init(of repository: URL, _ surroundings: Surroundings) throws {
    self.repository = repository.standardizedFileURL
    self.surroundings = surroundings
    place = FileManager.default.temporaryDirectory.appending(
      path: "roller-bench-\(UUID().uuidString.prefix(8))", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
  }

  /// One line for each task: ours, git's, and how many times longer git takes.
  func lines() async throws -> [String] {
    defer { try? FileManager.default.removeItem(at: place) }
    let server = GitFolderServer(
      repository.deletingLastPathComponent(), environment: surroundings.gitEnvironment)
    let root = try await server.start()
    do {
      let lines = try await measured(root + repository.lastPathComponent)
      await server.stop()
      return lines
    } catch {
      await server.stop()
      throw error
    }
  }

  private func measured(_ url: String) async throws -> [String] {
    let git = BenchGit(folder: place, environment: surroundings.gitEnvironment)
    let branch = try await git.output(
      "-C", repository.path, "symbolic-ref", "--short", "HEAD")
    let component = Component(
      name: ComponentName("bench").unsafelyUnwrapped,
      origin: .git(url: url, branch: branch))
    var lines = [
      Self.row("survey of \(repository.lastPathComponent), ms", "ours", "git", "git/ours")
    ]
    let clone = try await Self.time(1) {
      try await git.run(
        "clone", "--quiet", "--bare", "--filter=tree:0", "--single-branch", url, "theirs")
    }
    let new = try await Self.time(1) { _ = try await mirror(component).update() }
    lines.append(Self.row("a new mirror, history alone", new, clone))
    lines += try await tasks(component, branch, url, git)
    return lines
  }

  private func tasks(
    _ component: Component, _ branch: String, _ url: String, _ git: BenchGit
  ) async throws -> [String] {
    let (near, middle, oldest) = try await revisions(of: branch, git)
    var lines: [String] = []
    let fetch = ["-C", "theirs", "fetch", "--quiet", "--no-tags", url, "refs/heads/\(branch)"]
    lines.append(
      Self.row(
        "looking for news of a mirror that is up to date",
        try await Self.time { _ = try await mirror(component).update() },
        try await Self.time { try await git.run(fetch) }))
    let ready = try mirror(component)
    _ = try await ready.update()
    let list = ["-C", "theirs", "log", "--first-parent", "--format=%H %ct %s"]
    lines.append(
      Self.row(
        "listing \(Self.candidates) candidates",
        try await Self.time {
          let found = try await ready.firstParents(after: near, limit: 10_000)
          try Self.require(found.count == Self.candidates)
        },
        try await Self.time { try await git.run(list + ["\(near)..\(branch)"]) }))
    for (name, revision) in [
      ("\(Self.candidates) back", near), ("half back", middle), ("the root", oldest),
    ] {
      let proof = ["-C", "theirs", "merge-base", "--is-ancestor", "\(revision)", branch]
      lines.append(
        Self.row(
          "proof that the branch has a commit: \(name)",
          try await Self.time { try Self.require(try await ready.isOnBranch(revision)) },
          try await Self.time { try await git.run(proof) }))
    }
    let proof = ["-C", "theirs", "merge-base", "--is-ancestor", "\(near)", branch]
    let ours = try await Self.time { try await survey(component, pin: near) }
    let theirs = try await Self.time {
      for command in [fetch, list + ["\(near)..\(branch)"], proof] { try await git.run(command) }
    }
    return lines + [Self.row("the whole survey: news, candidates, proof", ours, theirs)]
  }

  /// Commits of the branch: some candidates back, half of its history back, and its first.
  private func revisions(
    of branch: String, _ git: BenchGit
  ) async throws -> (near: Revision, middle: Revision, oldest: Revision) {
    let far = try await git.output("-C", "theirs", "rev-list", "--first-parent", branch)
      .split(separator: "\n").compactMap { Revision(String($0)) }
    guard let oldest = far.last, far.count > Self.candidates else {
      throw CommandFailure(.usage, "--repository: its history is too short to measure")
    }
    return (far[Self.candidates], far[far.count / 2], oldest)
  }

  private func survey(_ component: Component, pin: Revision) async throws {
    let survey = await FamilyUpstream(mirrors, wheels: NoIndex()).survey(
      SurveyQuestion(
        component: component, source: .head, pin: .git(GitPin(revision: pin)), targets: []))
    guard case .known(let found) = survey.answer, found.count == Self.candidates else {
      throw CommandFailure(.tryLater, "the survey failed: \(survey.answer)")
    }
  }

  /// A wrong answer is not a measurement.
  private static func require(_ isRight: Bool) throws(CommandFailure) {
    guard !isRight else { return }
    throw CommandFailure(.tryLater, "--repository: a wrong answer was measured")
  }

  /// A mirror that has not been updated yet, over what the cache already holds.
  private func mirror(_ component: Component) throws -> Mirror {
    try mirrors.mirror(of: component)
  }

  private var mirrors: Mirrors {
    Mirrors(cache: place, http: HTTPClient(pool: .shared))
  }

  /// Milliseconds, the best of a few.
  private static func time(
    _ repeats: Int = repeats, _ body: () async throws -> Void
  ) async throws -> Double {
    var best = Double.infinity
    for _ in 0..<repeats {
      let start = ContinuousClock.now
      try await body()
      best = min(best, start.duration(to: .now) / .milliseconds(1))
    }
    return best
  }

  private static func row(_ name: String, _ ours: Double, _ git: Double) -> String {
    row(name, short(ours), short(git), short(git / ours))
  }

  private static func row(_ name: String, _ fields: String...) -> String {
    let padded = name + String(repeating: " ", count: max(1, 52 - name.count))
    return padded
      + fields.map { String(repeating: " ", count: max(1, 10 - $0.count)) + $0 }.joined()
  }

  private static func short(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
