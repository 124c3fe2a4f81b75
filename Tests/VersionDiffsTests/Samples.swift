import ReleaseModel
import VersionDiffs

/// Differences as they come up, and as somebody who means harm would make them come up.
enum Samples {
  static let iree: ComponentName = name("iree")
  static let old = String(repeating: "a", count: 40)
  static let new = String(repeating: "b", count: 40)

  static func name<Kind>(_ text: String) -> Name<Kind> {
    guard let name = Name<Kind>(text) else { preconditionFailure("\(text) is no name") }
    return name
  }

  static func day(_ text: String) -> CalendarDate {
    guard let day = CalendarDate(text) else { preconditionFailure("\(text) is no day") }
    return day
  }

  static func git(_ revision: String, _ label: String?) -> Pin {
    .git(GitPin(revision: Revision(revision)!, label: label))
  }

  static func version(_ text: String) -> Pin {
    .wheel(WheelPin(version: PythonVersion(text)!, files: [:]))
  }

  static func subject(_ number: Int, _ text: String) -> CommitsBetween.Subject {
    CommitsBetween.Subject(
      revision: String(repeating: "\(number % 10)", count: 40), date: day("2026-08-21"), text: text)
  }

  static func bump(
    _ content: BumpDifference.Content, from: String = "iree-3.11.0", to: String = "iree-3.12.0"
  ) -> BumpDifference {
    BumpDifference(
      component: iree, from: .init(git(old, from), landed: day("2026-08-01")),
      to: .init(git(new, to), landed: day("2026-08-21")), content: content)
  }

  static func commits(
    _ direction: CommitsBetween.Direction = .forward, subjects count: Int = 6
  ) -> CommitsBetween {
    CommitsBetween(
      direction: direction, commits: 1_204, leftOut: direction == .forward ? 0 : 3,
      authors: [
        .init(name: "Ada Lovelace", commits: 1_200), .init(name: "Grace Hopper", commits: 4),
      ],
      subjects: .init(
        total: 1_100, newest: (1...count).map { subject($0, "Change number \($0) (#\($0))") },
        oldest: [subject(9, "The first one")]),
      folders: .known([
        .init(name: "compiler", files: 1_500, lines: .init(added: 90_000, deleted: 1_234)),
        .init(name: "", files: 2, lines: .init(added: 1, deleted: 0)),
      ]),
      recorded: .known([
        .init(
          name: "third_party/llvm-project", place: "third_party/llvm-project",
          from: String(repeating: "c", count: 40), to: String(repeating: "d", count: 40)),
        .init(name: "third_party/torch-mlir", place: "third_party/torch-mlir", from: nil, to: new),
      ]),
      page: "https://github.com/iree-org/iree/compare/\(old)...\(new)")
  }

  static let wheel = BumpDifference(
    component: name("iree-base-compiler"),
    from: .init(version("3.9.0")),
    to: .init(version("3.12.0")),
    content: .versions(
      VersionsBetween(
        isDowngrade: false, passedOver: .known(["3.10.0", "3.11.0"]),
        files: [
          .init(target: name("linux-x86_64"), from: 71_234_567, to: 80_123_456),
          .init(target: name("linux-aarch64"), from: nil, to: 79_000_000),
        ],
        metadata: .known(
          .init(
            added: ["ml-dtypes>=0.4"], removed: ["numpy"],
            python: .init(from: ">=3.9", to: ">=3.10"),
            revisions: [.init(name: "IREE", place: "version.py", from: old, to: new)])))))

  static let family = VersionDiff(
    names: .init(from: "v0.1.0.dev20260801001", to: "working tree"),
    version: .init(from: "0.1.0", to: "0.2.0"),
    bumps: [
      bump(.commits(commits())), wheel,
      bump(.unknown(because: "github.com did not answer within 30 s")),
    ],
    added: [.init(component: name("jax"), end: .init(git(new, "jax-v0.9")))],
    removed: [
      .init(component: name("xla"), end: .init(git(old, nil)))
    ])

  /// From the catalogue of bad input: mentions, closing words, fences, HTML, escapes, reordering.
  static let hostile = [
    "@openxla/team please look", "Fixes #1", "closes o/r#12", "GH-7",
    "https://evil.example/issues/1", "[skip ci]", "</details><script>alert(1)</script>",
    "<!-- marker -->", "![beacon](https://evil.example/x.png)", "``` fence", "a | b | c",
    "```\n@team\n```", "\u{1B}]8;;https://evil.example\u{7}link\u{1B}]8;;\u{7}", "\u{1B}[2J",
    "safe\u{202E}txt.exe", "zero\u{200B}width", "nul\u{0}", "\"onload=alert(1) x='",
    String(repeating: "long ", count: 2_000),
  ]

  /// Every place that upstream fills says `text`.
  static func poisoned(_ text: String) -> VersionDiff {
    let move = CommitsBetween.RecordedMove(name: text, place: text, from: text, to: text)
    let commits = CommitsBetween(
      direction: .forward, commits: 2, authors: [.init(name: text, commits: 2)],
      subjects: .init(total: 9, newest: [subject(1, text)], oldest: [subject(2, text)]),
      folders: .known([.init(name: text, files: 1)]), recorded: .known([move]), page: nil)
    let versions = VersionsBetween(
      isDowngrade: true, passedOver: .known([text]), files: [],
      metadata: .known(
        .init(
          added: [text], removed: [text], python: .init(from: text, to: text), revisions: [move])))
    return VersionDiff(
      names: .init(from: text, to: text),
      bumps: [
        bump(.commits(commits), from: text, to: text), bump(.versions(versions)),
        bump(.unknown(because: text)),
      ])
  }
}
