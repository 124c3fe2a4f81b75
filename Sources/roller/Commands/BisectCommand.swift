import ArgumentParser
import CommandLineTool
import Desk
import Foundation
import ReleaseModel
import ReleaseRepository
import Rolling
import Terminal

/// `roller bisect`: finds the release, component and revision that broke a command.
struct BisectCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bisect",
    abstract:
      "Find the release, component and revision in which a command starts to fail.",
    usage: "roller bisect --good <good> --bad <bad> [options] -- <command> ...",
    discussion: """
      Runs the command in a separate work tree: first over the releases between
      the two, then over the components that moved between the last good release
      and the first bad one, then over the revisions of that component. The
      command's exit code counts as for git bisect run: 0 is good, 125 cannot be
      tested, any other code from 1 to 127 is bad.

          roller bisect --good v0.1.0.dev20261101001 \\
            --bad v0.1.0.dev20261122001 -- ./try.sh

      The command finds the pins in version_info.json, and what is being tested in
      $ROLLER_BISECT_KIND and $ROLLER_BISECT_LABEL.
      """)

  @Option(help: "A release in which the command succeeds.")
  var good: String

  @Option(help: "A later release in which the command fails.")
  var bad: String

  @Flag(help: "Stop at the release; do not search components and revisions.")
  var releasesOnly = false

  @OptionGroup var forge: ForgeOptions

  @Argument(parsing: .postTerminator, help: "The command and its arguments, after --.")
  var command: [String] = []

  func validate() throws {
    guard !command.isEmpty else {
      throw ValidationError("no command to run: add it after --, for example: -- ./try.sh")
    }
  }

  func run() async throws {
    let surroundings = Surroundings.current
    let root = try ReleaseFolder(around: surroundings.folder).root
    let history = surroundings.history(of: root)
    let releases = try await history.releases(from: good, to: bad)
    let wiring = try Wiring(surroundings, forge)
    let finding = try await interruptible { [self] in
      try await search(releases, history, wiring, root)
    }
    print(finding.text)
  }

  private func search(
    _ releases: [ReleasedPins], _ history: ReleaseHistory, _ wiring: Wiring, _ root: URL
  ) async throws -> BisectFinding {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("roller-bisect-\(ProcessInfo.processInfo.processIdentifier)")
    let trial = try await wiring.trial(of: command, in: root, folder: folder)
    do {
      let bisect = ReleaseBisect(
        trial: { try await trial.answer($0) },
        candidates: { await wiring.candidates(of: $0, after: $1) },
        say: { Console.errorLine("bisect: \($0)") })
      var finding = try await bisect.run(over: releases)
      if !releasesOnly {
        let info = try await pinned(history, at: "\(finding.good.commit)")
        finding = try await bisect.narrow(finding, info: info)
      }
      await trial.remove()
      return finding
    } catch {
      await trial.remove()
      throw error
    }
  }
}
