import ArgumentParser

/// Where upstream repositories are really fetched from.
struct MirrorOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Fetch repositories whose URLs start with PREFIX from elsewhere; may be repeated.",
      discussion: """
        Another server, such as https://github.com/=https://git.example.com/mirror/, or a folder of \
        this machine that holds the repositories, such as https://github.com/=/srv/git/. The longest \
        PREFIX counts. $ROLLER_MIRRORS holds more of them, separated by spaces.
        """,
      valueName: "prefix=url-or-folder"))
  var mirror: [String] = []
}
