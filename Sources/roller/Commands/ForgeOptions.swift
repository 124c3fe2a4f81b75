import ArgumentParser

/// The options that select the forge and its token.
struct ForgeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The release repository's URL, such as https://github.com/OWNER/NAME, or \"local\".",
      discussion: "\"local\" is a GitHub-compatible server that roller runs on this machine.",
      valueName: "url"))
  var forge = "local"

  @Option(
    help: ArgumentHelp(
      "File with the forge's token. Default: $ROLLER_TOKEN, $GITHUB_TOKEN or $GH_TOKEN.",
      discussion: "There is no option for the token itself: every process can read command lines.",
      valueName: "file"))
  var tokenFile: String?

  @Option(
    help: ArgumentHelp(
      "Append every HTTP exchange to this file, one JSON object per line, without secrets.",
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
