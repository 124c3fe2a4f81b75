import CommandLineTool
import Foundation
import VersionDiffs

/// Where a command prints to: a terminal with its width and pager, or a file.
struct Screen {
  private let surroundings: Surroundings
  private let isTerminal: Bool

  init(_ surroundings: Surroundings) {
    self.surroundings = surroundings
    isTerminal = isatty(STDOUT_FILENO) == 1
  }

  /// How a version diff is shown here; in colour also when git pages what we print.
  func form(subjects: Int) -> TerminalForm {
    let isPaged =
      surroundings.environment["GIT_PAGER_IN_USE"] == "true"
      && surroundings.environment["NO_COLOR", default: ""].isEmpty
    return TerminalForm(
      isColored: surroundings.isOutputColored || isPaged, width: size?.columns, subjects: subjects)
  }

  /// Prints `text`, through a pager when it is longer than the screen, as git does
  /// (<https://git-scm.com/docs/git-config#Documentation/git-config.txt-corepager>).
  func page(_ text: String) async throws {
    let pager = surroundings.environment["PAGER"] ?? "less"
    let length = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
    guard isTerminal, let size, length >= size.rows, !pager.isEmpty, pager != "cat" else {
      return print(text)
    }
    // Quit when it fits, keep colours, leave the text on the screen.
    let variables = surroundings.environment.merging(["LESS": "FRX"]) { own, _ in own }
    // The pager decides what Ctrl-C means, and may be left before it has read everything.
    signal(SIGINT, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    do {
      try await VisibleProcess.show(
        ["/bin/sh", "-c", pager], variables, input: text + "\n")
    } catch {
      print(text)
    }
  }

  private var size: (columns: Int, rows: Int)? {
    var size = winsize()
    guard isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else {
      return nil
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}
