import ArgumentParser
import CommandLineTool
import Desk
import Foundation
import Git
import JSON
import ReleaseModel
import ReleaseRepository
import Terminal

/// `roller log`: the release log, read from git alone.
struct LogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show the release log: each roll and release, what moved, what validated it.",
    usage: "roller log [<revision>] [options]",
    discussion: """
      Read from the commits and tags of this clone; no forge or network is needed.
      The log has the commits that moved a pin, changed the official version, or
      were released.

          roller log --component iree --since 2026-11-01
      """)

  @Argument(help: "The git revision to start from.")
  var revision = "HEAD"

  @Option(help: "Show only entries that moved this component.")
  var component: String?

  @Option(
    help: ArgumentHelp("Show only entries of this day (UTC) and later.", valueName: "yyyy-mm-dd"))
  var since: String?

  @Option(help: ArgumentHelp("Show at most this many entries.", valueName: "count"))
  var limit = 1_000

  @OptionGroup var options: HistoryOptions

  func run() async throws {
    let surroundings = Surroundings.current
    let history = try options.history(in: surroundings)
    let since = try since.map(day)
    let wanted = try await wantedComponent(history)
    let limit = limit
    // Committers' dates go back and forth along a line: an older day does not end the search.
    let fits = { @Sendable (entry: LogEntry) in
      (wanted.map(entry.concerns) ?? true) && (since.map { entry.when.day >= $0 } ?? true)
    }
    let log = try await history.releaseLog(from: revision) { entries in
      entries.count >= limit && entries.count(where: fits) >= limit
    }
    let entries = log.entries.filter(fits).prefix(limit)
    if options.json {
      print(JSONValue.array(entries.map(\.json)).ending(at: log.cut).text(.indented))
    } else {
      let text = HistoryText(surroundings.output)
      let told = entries.map { text.entry($0, of: wanted) } + (log.cut.map { [$0.text] } ?? [])
      surroundings.show(told.isEmpty ? "nothing moved" : told.joined(separator: "\n\n"))
    }
  }

  private func wantedComponent(
    _ history: ReleaseHistory
  ) async throws -> ComponentName? {
    guard let component else { return nil }
    let info = try await pinned(history, at: revision)
    return try componentName(component, among: info.pins.components)
  }

  private func day(_ text: String) throws(CommandFailure) -> CalendarDate {
    guard let day = CalendarDate(text) else {
      throw CommandFailure(
        .usage, "--since \(quoted(text)): expected a date, such as 2026-11-01")
    }
    return day
  }
}

/// The pins of `revision`.
func pinned(
  _ history: ReleaseHistory, at revision: String
) async throws(CommandFailure) -> VersionInfo {
  do throws(HistoryError) { return try await history.versionInfo(at: revision).info } catch {
    throw CommandFailure(error)
  }
}
