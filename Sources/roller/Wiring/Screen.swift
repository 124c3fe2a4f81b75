import CommandLineTool
import Foundation
import Terminal

extension Surroundings {
  /// Prints `text` in lines that fit the terminal.
  func show(_ text: String) { print(output.fitting(text)) }

  /// Prints `text`, through a pager when it is longer than the screen, as git does
  /// (<https://git-scm.com/docs/git-config#Documentation/git-config.txt-corepager>).
  func page(_ text: String) async throws {
    let text = output.fitting(text)
    let pager = environment["PAGER"] ?? "less"
    let length = text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
    guard isatty(STDOUT_FILENO) == 1, let size = TerminalSize.current, length >= size.rows,
      !pager.isEmpty, pager != "cat"
    else { return print(text) }
    // Quit when it fits, keep colours, leave the text on the screen.
    let variables = environment.merging(["LESS": "FRX"]) { own, _ in own }
    // The pager decides what Ctrl-C means, and may be left before it has read everything.
    signal(SIGINT, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    do {
      try await VisibleProcess.show(["/bin/sh", "-c", pager], variables, input: text + "\n")
    } catch {
      print(text)
    }
  }
}
