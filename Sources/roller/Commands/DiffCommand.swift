import ArgumentParser
import CommandLineTool
import Desk
import Foundation
import Mirrors
import ReleaseModel
import SafeText
import VersionDiffs

/// `roller diff`: the pins that changed between two revisions, with the upstreams' commits.
struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract:
      "Show which pins changed between two revisions, and the upstream commits in each change.",
    usage: "roller diff [<a>] [<b>] [options]",
    discussion: """
      Without revisions, compares HEAD with the files in the checkout, or HEAD's
      parent with HEAD if no pin was edited. With one revision, compares it with
      the files in the checkout. A revision is anything git accepts, or a release.

          roller diff v0.1.0.dev20261101001 v0.1.0.dev20261121001
          roller diff main@{yesterday} --full
          roller diff HEAD~5..HEAD --format markdown

      Commits are read from the mirrors of the upstreams. A mirror is updated only
      if it lacks one of the two revisions. Missing information is marked with the
      reason.
      """)

  @Argument(help: ArgumentHelp("The older revision; A..B gives both.", valueName: "a"))
  var first: String?

  @Argument(help: ArgumentHelp("The newer revision.", valueName: "b"))
  var second: String?

  @Option(help: "Output format: text, markdown, json or html.")
  var format = DiffFormat.text

  @Flag(help: "Show the subject of every first-parent commit.")
  var full = false

  @Flag(help: "Also count changed lines; this fetches the contents of changed files.")
  var lines = false

  @Flag(help: "Do not contact upstreams; use only local data.")
  var offline = false

  @Flag(help: "Do not use a pager.")
  var noPager = false

  @OptionGroup var mirrors: MirrorOptions

  func run() async throws {
    let surroundings = Surroundings.current
    let folder = try ReleaseFolder(around: surroundings.folder)
    let release = ReleaseEnds(in: folder, surroundings.history(of: folder.root))
    let (from, to) = try await release.ends(first, second)
    let depth = DifferenceDepth(
      subjects: full ? .max : 60, countsLines: lines, mayAsk: !offline)
    let wiring = try Wiring(surroundings, ForgeOptions.parsed, mirrors: mirrors)
    let diff = try await interruptible {
      try await wiring.withMirrors { mirrors in
        await wiring.family(mirrors, depth).difference(from: from, to: to, in: release.components)
      }
    }
    let text = text(of: diff, surroundings.output)
    if format == .text, !noPager { try await surroundings.page(text) } else { print(text) }
  }

  private func text(of diff: VersionDiff, _ style: Style) -> String {
    switch format {
    case .text: diff.terminal(style, subjects: full ? .max : 20)
    case .markdown:
      diff.markdown(subjects: full ? .max : 60)
    case .json: diff.json.text(.indented)
    case .html: diff.html(title: "Changed pins", subjects: full ? .max : 60)
    }
  }
}

/// The output format of a version diff.
enum DiffFormat: String, ExpressibleByArgument, CaseIterable {
  case text, markdown, json, html
}
