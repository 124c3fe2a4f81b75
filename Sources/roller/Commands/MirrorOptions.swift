import ArgumentParser

/// The places from which upstream repositories are fetched instead of their own URLs.
struct MirrorOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Fetch repositories whose URL starts with PREFIX from another place; may be repeated.",
      discussion: """
        The place is a URL, as in https://github.com/=https://git.example.com/mirror/, or a folder with \
        the repositories, as in https://github.com/=/srv/git/. The longest matching PREFIX wins. \
        $ROLLER_MIRRORS adds more, separated by spaces.
        """,
      valueName: "prefix=url-or-folder"))
  var mirror: [String] = []
}
