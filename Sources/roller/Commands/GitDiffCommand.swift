import ArgumentParser
import CommandLineTool
import Desk
import Foundation
import Mirrors
import Processes
import ReleaseModel
import SafeText
import VersionDiffs

/// `roller git-diff`: prints the version diff when git would diff version_info.json.
struct GitDiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "git-diff",
    abstract: "Print the version diff of two files; git calls this with seven arguments.",
    discussion: """
      The command for diff.version-info.command, which roller setup configures:
      https://git-scm.com/docs/git#Documentation/git.txt-GITEXTERNALDIFF
      Does not contact upstreams; the commits come from local mirrors. If a file
      cannot be read as version_info.json, git compares it line by line.

          git diff HEAD~1 -- version_info.json
      """,
    shouldDisplay: false)

  @Argument(
    parsing: .allUnrecognized, help: "path old-file old-hex old-mode new-file new-hex new-mode")
  var arguments: [String]

  func run() async throws {
    // An unmerged path comes alone.
    guard arguments.count >= 7 else {
      return print("* Unmerged path \(quoted(arguments.first ?? ""))")
    }
    let surroundings = Surroundings.current
    guard let old = info(arguments[1]), let new = info(arguments[4]) else {
      return try await compareLines(surroundings)
    }
    let components =
      (try? ReleaseFolder(around: surroundings.folder).configuration().components) ?? []
    let depth = DifferenceDepth(subjects: 20, mayAsk: false)
    let wiring = try Wiring(surroundings, ForgeOptions.parsed)
    let diff = try await wiring.withMirrors { mirrors in
      await wiring.family(mirrors, depth).difference(
        from: ReleaseEnd(name: "", info: old), to: ReleaseEnd(name: "", info: new), in: components)
    }
    let style = surroundings.output
    print(style.bold(UntrustedText(arguments[0]).terminal()))
    print(diff.isEmpty ? try await others(old, new) : diff.unnamed.terminal(style, subjects: 10))
  }

  /// An edit that moves no pin is shown by the lines that changed.
  private func others(_ old: VersionInfo, _ new: VersionInfo) async throws -> String {
    let (before, after) = (old.readableLines, new.readableLines)
    let gone = before.filter { !after.contains($0) }.map { "- \($0)" }
    let come = after.filter { !before.contains($0) }.map { "+ \($0)" }
    let lines = gone + come
    return lines.isEmpty ? "only the layout of the file changed" : lines.joined(separator: "\n")
  }

  private func info(_ file: String) -> VersionInfo? {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: file)) else { return nil }
    return try? VersionInfo.read(Array(data))
  }

  private func compareLines(_ surroundings: Surroundings) async throws {
    try await VisibleProcess.show(
      [
        "git", "--no-pager", "diff", "--no-index", "--no-ext-diff", "--no-textconv", "--",
        arguments[1], arguments[4],
      ], surroundings.environment)
  }
}
