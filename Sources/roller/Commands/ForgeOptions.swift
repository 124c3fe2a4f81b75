import ArgumentParser

/// Which forge is spoken to, and as whom.
struct ForgeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The repository on its forge, such as https://github.com/OWNER/NAME, or \"local\".",
      discussion: "\"local\" is a GitHub-compatible server that roller runs on this machine.",
      valueName: "url"))
  var forge = "local"

  @Option(
    help: ArgumentHelp(
      "A file that holds the forge's token; else $ROLLER_TOKEN, $GITHUB_TOKEN or $GH_TOKEN.",
      discussion: "A token is never taken from the command line, where every process can read it.",
      valueName: "file"))
  var tokenFile: String?

  @Option(
    help: ArgumentHelp(
      "Append every HTTP exchange to this file, one JSON object a line, secrets hidden.",
      valueName: "file"))
  var httpLog: String?
}

extension ForgeOptions {
  /// The options of a command that talks to no forge.
  static var parsed: ForgeOptions {
    // No argument is required, so parsing none cannot fail.
    (try? ForgeOptions.parse([])) ?? ForgeOptions()
  }
}
