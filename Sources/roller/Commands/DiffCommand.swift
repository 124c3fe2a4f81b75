import ArgumentParser
import CommandLineTool
import Foundation
import ReleaseModel
import Upstreams
import VersionDiffs

/// `roller diff`: what moved between two states of the release, down to the upstreams' commits.
struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Tell what moved between two states of the pins, and what each move brings.",
    discussion: """
      Without revisions: from HEAD to the files as they are; when no pin was edited, from HEAD's parent
      to HEAD. With one: from there to the files as they are. Revisions are git's, or releases.

          roller diff v0.1.0.dev20261101001 v0.1.0.dev20261121001
          roller diff main@{yesterday} --full
          roller diff HEAD~5..HEAD --format markdown

      The commits are read from the mirrors of the upstreams, which are brought up to date only when
      they lack one of the two; what cannot be found out says why.
      """)

  @Argument(help: ArgumentHelp("From where; A..B names both ends.", valueName: "a"))
  var first: String?

  @Argument(help: ArgumentHelp("To where.", valueName: "b"))
  var second: String?

  @Option(help: "text, markdown, json or html.")
  var format = DiffFormat.text

  @Flag(help: "Show every subject of the first-parent lines.")
  var full = false

  @Flag(help: "Count changed lines too; that fetches the contents of the changed files.")
  var lines = false

  @Flag(help: "Ask nobody: tell what this machine knows.")
  var offline = false

  @Flag(help: "Do not start a pager.")
  var noPager = false

  @OptionGroup var mirrors: MirrorOptions

  func run() async throws {
    let surroundings = Surroundings.current
    let release = try ReleaseEnds(surroundings)
    let (from, to) = try await release.ends(first, second)
    let depth = DifferenceDepth(
      subjects: full ? .max : 60, countsLines: lines, mayAsk: !offline)
    let wiring = try Wiring(surroundings, ForgeOptions.parsed, mirrors: mirrors)
    let diff = try await interruptible {
      try await wiring.withDifferences(depth) { differences in
        await differences.difference(from: from, to: to, in: release.components)
      }
    }
    let screen = Screen(surroundings)
    let text = text(of: diff, on: screen)
    if format == .text, !noPager { try await screen.page(text) } else { print(text) }
  }

  private func text(of diff: VersionDiff, on screen: Screen) -> String {
    switch format {
    case .text: diff.terminal(screen.form(subjects: full ? .max : 20))
    case .markdown:
      diff.markdown(subjects: full ? .max : 60)
    case .json: diff.json.text(.indented)
    case .html: diff.html(title: "What moved", subjects: full ? .max : 60)
    }
  }
}

/// What a version diff is printed as.
enum DiffFormat: String, ExpressibleByArgument, CaseIterable {
  case text, markdown, json, html
}
