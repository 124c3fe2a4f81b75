import CommandLineTool

/// What `roller help TOPIC` explains beside the commands.
enum HelpTopic: String, CaseIterable, Sendable {
  case files
  case exitCodes = "exit-codes"
  case environment
  case security

  /// The topic that `arguments` ask for: `help files`.
  init?(arguments: [String]) {
    guard arguments.count == 2, arguments[0] == "help", let topic = Self(rawValue: arguments[1])
    else { return nil }
    self = topic
  }

  /// One line, as a list of topics shows it.
  var summary: String {
    switch self {
    case .files: "files of a release repository, and files on this machine"
    case .exitCodes: "exit codes, and what a script should do about each"
    case .environment: "the variables that roller reads"
    case .security: "what roller trusts, what it does not, and where tokens go"
    }
  }

  /// The page, at most 80 columns wide.
  var text: String {
    switch self {
    case .files: Self.filesText
    case .exitCodes: Self.exitCodesText
    case .environment: Self.environmentText
    case .security: Self.securityText
    }
  }

  /// The list of topics, for the page of `roller` itself.
  static var list: String {
    let width = (allCases.map(\.rawValue.count).max() ?? 0) + 2
    return allCases.map { topic in
      "    " + topic.rawValue + String(repeating: " ", count: width - topic.rawValue.count)
        + topic.summary
    }.joined(separator: "\n")
  }
}

// The pages.
extension HelpTopic {
  private static let filesText = """
    In the release repository:

      version_info.json     the pins of all components, the next official version,
                            and what is held or denied
      schedules/NAME.json   what rolls when, validated where, landed how
      schedules/components.json, schedules/targets.json
                            where components come from; platforms of the release
      packages/NAME/        one package: package.json, build script, check
      images/               what the containers are made of
      refs/roller/evidence, refs/roller/decisions
                            recorded verdicts, and decisions of people

    `roller check` reads them strictly; `roller schema NAME` prints the JSON Schema
    of a file.

    On the machine (`roller help environment` tells how to move them):

      ~/.cache/openxla-compiler-release/
                            mirrors, wheels, built packages; may be deleted
      ~/.local/state/openxla-compiler-release/
                            the local forge of each repository, locks, logs
    """

  private static let exitCodesText = """
      0  done: everything that was asked for was done, or was done already
      2  usage: the arguments make no sense; nothing was done
      3  bad data: a file, commit or message has a mistake; mend it
      4  refused: a policy says no, such as a hold or a pin that goes back, or a
         person has to decide; trying again does not help
      5  try later: a network, machine or required check was not ready; the same
         command later goes on where this one stopped
      6  the remote said no: an upstream, index or forge answered with a refusal
      7  nothing green: no newer pin set passed its validation

    A bot treats 0 and 7 as a finished night, repeats after 5, and calls a person
    for 3, 4 and 6. With --json, standard output holds one JSON value in any case.
    """

  private static let environmentText = """
      ROLLER_TOKEN          token for the forge; else GITHUB_TOKEN, GH_TOKEN, or a
                            file that --token-file names
      ROLLER_MIRRORS        PREFIX=REPLACEMENT, separated by spaces: where upstream
                            repositories are read instead, such as
                            https://github.com/=/srv/mirrors/
      ROLLER_STORE_LIMIT    GiB that built packages may take on this machine (20)
      ROLLER_STORE_REMOTE   rclone remote by which machines share built packages
      ROLLER                the roller that git's hooks call; else the build of
                            the checkout, else the one on PATH
      ROLLER_BISECT_KIND, ROLLER_BISECT_LABEL
                            set by `roller bisect` for the command that it runs
      ROLLER_TARGET, ROLLER_JOBS
                            set for the build script and the check of a package

      XDG_CACHE_HOME, XDG_STATE_HOME, HOME
                            where caches and state are kept
      https_proxy, no_proxy, SSL_CERT_FILE, CURL_CA_BUNDLE
                            as curl reads them; for wheels, pip's settings count
      NO_COLOR, TERM, PAGER, CI
                            how output looks
      PODMAN                the podman to use
    """

  private static let securityText = """
    Text of upstreams, forges and indexes is hostile data: roller escapes it
    wherever it is shown, and never runs it on the machine. Code of upstreams runs
    in containers only: without network, without our files, with limits.

    A wheel is used if its SHA-256 is the one that the pin names, a commit if it
    is on the branch that the component follows. A tag that moved or a forced push
    parks the component until a person decides.

    Tokens come from a file that only its owner can read (--token-file) or from
    the environment. They go to the forge's own host, not to where it redirects,
    and appear in no log, message or process list.

    Only what was validated lands, and work of a person is never overwritten. Tags
    never move. main is fast-forwarded, or merged by the platform's own rules.
    """
}
