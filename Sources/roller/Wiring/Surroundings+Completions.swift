import ArgumentParser
import CommandLineTool
import Desk
import Foundation
import Processes

extension Surroundings {
  /// Where the shells that are here look for completions of one person.
  var completions: [Setup.Completion] {
    guard let data = userFolder("XDG_DATA_HOME", ".local/share"),
      let configuration = userFolder("XDG_CONFIG_HOME", ".config")
    else { return [] }
    // https://github.com/scop/bash-completion#installation and
    // https://fishshell.com/docs/current/completions.html#where-to-put-completions
    let all: [(String, URL, CompletionShell)] = [
      ("bash", data.appending(path: "bash-completion/completions/roller"), .bash),
      ("zsh", data.appending(path: "zsh/site-functions/_roller"), .zsh),
      ("fish", configuration.appending(path: "fish/completions/roller.fish"), .fish),
    ]
    return all.filter { has(program: $0.0) }.map { shell, url, kind in
      Setup.Completion(
        shell: shell, url: url, text: Roller.completionScript(for: kind) + "\n")
    }
  }

  /// Nil for a user without a home.
  private func userFolder(_ variable: String, _ fallback: String) -> URL? {
    if let path = environment[variable], path.hasPrefix("/") {
      return URL(fileURLWithPath: path, isDirectory: true)
    }
    return home?.appending(path: fallback)
  }

  private func has(program: String) -> Bool {
    SearchPath(environment: environment).program(program) != nil
  }
}
