import ChangeChecks
import CommandLineTool
import Desk
import Foundation
import Git
import ReleaseModel
import TestKit

/// A clone of the fixture's release repository; roller's own work in it starts no process.
final class DeskWorld: Sendable {
  let folder: TemporaryFolder
  let checkout: URL
  let shell: IsolatedGit

  init() throws {
    folder = try TemporaryFolder("desk")
    checkout = folder.url.appending(path: "release", directoryHint: .isDirectory)
    shell = IsolatedGit(home: folder.url.path)
    try FixtureRelease.grow(at: checkout, git: shell)
  }

  var surroundings: Surroundings { surroundings([:]) }

  func surroundings(_ more: [String: String]) -> Surroundings {
    Surroundings(
      environment: shell.environment.merging(more) { $1 }, home: folder.url, folder: checkout)
  }

  func place(_ more: [String: String] = [:]) throws -> RepositoryPlace {
    try RepositoryPlace(environment: more, folder: checkout) { Git.Repository(at: $0) }
  }

  func release() throws -> ReleaseFolder { try ReleaseFolder(around: checkout) }

  @discardableResult
  func git(_ arguments: String...) throws -> String {
    try shell.runAndWait(arguments, in: checkout).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  func text(_ path: String = VersionInfo.path) throws -> String {
    try String(contentsOf: checkout.appending(path: path), encoding: .utf8)
  }

  func edit(_ path: String, _ from: String, _ to: String) throws {
    try text(path).edited(from, to: to).write(
      to: checkout.appending(path: path), atomically: true, encoding: .utf8)
  }

  /// The pin of `name` at 40 digits, as a hand edit writes it.
  func pin(_ name: String, digit: Character, on day: String = "2099-01-01") throws {
    try pin(name, String(repeating: digit, count: 40), on: day)
  }

  func pin(_ name: String, _ revision: String, on day: String? = "2099-01-01") throws {
    let text = try Self.pinning(try text(), name, revision, on: day)
    try text.write(
      to: checkout.appending(path: VersionInfo.path), atomically: true, encoding: .utf8)
  }

  static func pinning(
    _ text: String, _ name: String, _ revision: String, on day: String? = "2099-01-01"
  ) throws -> String {
    let date = day.map { ", \"date\": \"\($0)\"" } ?? ""
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.contains("\"\(name)\": {")
        ? "    \"\(name)\": { \"revision\": \"\(revision)\"\(date) }"
          + (line.hasSuffix(",") ? "," : "")
        : String(line)
    }.joined(separator: "\n")
  }

  /// Runs a hook in the checkout, with what `answers` say instead of mirrors.
  func hook(
    _ hook: GitHook, _ arguments: String..., input: String = "",
    environment: [String: String] = [:],
    answers: @escaping @Sendable ([UpstreamQuestion]) -> [ComponentName: UpstreamAnswer] = {
      _ in [:]
    }
  ) throws -> HookEnd {
    try HookCall(
      hook, arguments, surroundings(environment), input: { input }, answers: answers
    ).run(in: place(environment))
  }
}

extension HookEnd {
  /// All mistakes, in their words.
  var mistakes: String {
    guard case .found(let report, _) = self else { return "" }
    return report.all.mistakes.map { "\($0)" }.joined(separator: "\n")
  }
}
