import ArgumentParser
import CommandLineTool
import Foundation
import ReleaseModel
import Rolling

/// `roller forge`: the local forge by itself.
struct ForgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forge", abstract: "The GitHub-compatible server on this machine.",
    subcommands: [ServeCommand.self], defaultSubcommand: ServeCommand.self)

  /// `roller forge serve`: serve until interrupted.
  struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "serve",
      abstract: "Serve this repository's local forge, for browsers, git and API clients.",
      discussion: """
        Everything that a local roll did is there: pull requests, statuses, tags, releases. The forge
        is one bare repository below $XDG_STATE_HOME; a copy of it is a copy of the forge. Loopback
        only. Ctrl-C ends it. Meanwhile all other commands use this server.
        """)

    @Option(help: "The port on 127.0.0.1; 0 takes a free one.")
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
