import ArgumentParser
import CommandLineTool
import Foundation
import ReleaseModel
import Rolling

/// `roller forge`: runs the local forge without a roll.
struct ForgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forge",
    abstract: "Run the local forge, a GitHub-compatible server on this machine.",
    discussion: """
          roller forge serve
      """,
    subcommands: [ServeCommand.self], defaultSubcommand: ServeCommand.self)

  /// `roller forge serve`: serve until interrupted.
  struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "serve",
      abstract: "Serve this repository's local forge to browsers, git and API clients.",
      discussion: """
        Shows everything that local rolls created: pull requests, statuses, tags and
        releases. The forge is one bare repository below $XDG_STATE_HOME; copy that
        folder to copy the forge. It listens on loopback only and runs until Ctrl-C.
        Meanwhile, all other commands use this server.

            roller forge serve --port 0
        """)

    @Option(help: "The port on 127.0.0.1; 0 chooses a free one.")
    var port = LocalForgePlace.port

    func run() async throws {
      let wiring = try Wiring(Surroundings.current, ForgeOptions.parsed)
      try await wiring.serve(port: port) { root in
        let page = LocalForgePlace.page(below: root)
        // Written at once: standard output to a pipe would wait for a full buffer.
        let lines = "serving \(page)\n  git clone \(page).git\n"
        try? FileHandle.standardOutput.write(contentsOf: Data(lines.utf8))
      }
    }
  }
}
