import Foundation
import Git
import Processes

/// What a version diff's history costs beside `git log` of the same range.
///
/// On a history that is made for it, of iree's size and shape; a figure for people, never a test.
struct DiffBench {
  private static let commits = 20_000
  private static let range = 6_000
  private static let repeats = 5

  let environment: [String: String]

  /// One line: milliseconds for both, and their ratio.
  func line() async throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "roller-bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await git(["init", "--quiet", "--bare", "--initial-branch=main", folder.path])
    try await git(["-C", folder.path, "fast-import", "--quiet"], input: Array(stream.utf8))
    // Pins name commits by their ids, so looking the base up is no part of it.
    let repository = Repository(at: folder.path)
    let base = try repository.open().commit(named: "main~\(Self.range)")
    let ours = try await best { try describe(repository, from: base) }
    let theirs = try await best { try await git(["-C", folder.path, "log", "\(base)..main"]) }
    return "describing \(Self.range) of \(Self.commits) commits: \(PlanBench.short(ours)) ms, "
      + "git log of them \(PlanBench.short(theirs)) ms, ratio \(PlanBench.short(ours / theirs))"
  }

  /// Everything that a version diff reads of a history: counts, authors, the line and its ends.
  private func describe(_ repository: Repository, from base: ObjectID) throws {
    let git = try repository.open()
    let difference = try git.difference(from: base, to: try git.commit(named: "main"))
    _ = try git.summaries(of: Array(difference.line.prefix(60)))
  }

  private func best(_ body: () async throws -> Void) async throws -> Double {
    let clock = ContinuousClock()
    var best = Double.infinity
    for _ in 0..<Self.repeats { best = min(best, try await clock.measure(body) / .milliseconds(1)) }
    return best
  }

  /// For git fast-import: a line with a merged side branch at every tenth commit, and messages as
  /// long as iree's, 1.6 kB on average, which do not compress away.
  private var stream: String {
    var text = ""
    var state: UInt64 = 1
    for number in 1...Self.commits {
      let words = (0..<140).map { _ in
        // Knuth's MMIX generator: the same history each time.
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return String(state >> 20, radix: 32)
      }
      let message = "Change \(number) (#\(number))\n\n" + words.joined(separator: " ")
      let seconds = 1_500_000_000 + number * 4_000
      text += """
        commit refs/heads/main
        mark :\(number)
        author Author \(number % 221) <a\(number % 221)@example.org> \(seconds) +0000
        committer C <c@example.org> \(seconds) +0000
        data \(message.utf8.count)
        \(message)

        """
      if number > 1 { text += "from :\(number - 1)\n" }
      if number > 20, number.isMultiple(of: 10) { text += "merge :\(number - 15)\n" }
    }
    return text
  }

  private func git(_ arguments: [String], input: [UInt8]? = nil) async throws {
    let command = try ProcessCommand("git", arguments, environment: environment)
    _ = try await SubprocessRunner().answer(to: command, input: input, limit: 0)
  }
}
