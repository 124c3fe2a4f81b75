import Digest
import JSON
import Pinning
import ReleaseModel

/// A small family with straight histories, which answers questions as live upstreams would.
///
/// Revision `n` of every repository is the commit with the digits of `n`; `main` has 0…20, `side` 30.
struct PinWorld {
  let configuration: ReleaseConfiguration

  static let a = ComponentName("a")!
  static let b = ComponentName("b")!
  static let c = ComponentName("c")!
  static let d = ComponentName("d")!
  static let w = ComponentName("w")!

  /// `a` records b and c, of which a schedule keeps b at what a pins; b records d; w is a wheel.
  init(pins: [ComponentName: Int] = [:], notes: [ComponentName: String] = [:]) throws {
    let repositories = [Self.a, Self.b, Self.c, Self.d].map { name in
      let revision = Self.revision(pins[name] ?? 10)
      return "\"\(name)\": { \"revision\": \"\(revision)\", \"label\": \"v\(pins[name] ?? 10)\""
        + (notes[name].map { ", " + $0 } ?? "") + " }"
    }
    let files = "{ \"linux\": \"\(Self.digest("1.0"))\" }"
    let wheel =
      "\"w\": { \"version\": \"1.0\", \"files\": \(files)\(notes[Self.w].map { ", " + $0 } ?? "") }"
    let info = """
      {"package-version": "0.1.0", "package-suffix": "", "pins": {
      \((repositories + [wheel]).joined(separator: ",\n"))}}
      """
    configuration = try ReleaseConfiguration.read(files: [
      VersionInfo.path: Array(info.utf8), "schedules/components.json": Array(components.utf8),
      "schedules/targets.json": Array(targets.utf8), "schedules/night.json": Array(schedule.utf8),
    ])
  }

  static func revision(_ number: Int) -> Revision {
    let digits = String(number)
    return Revision(
      String(repeating: "f", count: 4) + String(repeating: "0", count: 36 - digits.count) + digits)!
  }

  static func number(_ revision: Revision) -> Int { Int(revision.description.dropFirst(4)) ?? -1 }

  static func digest(_ text: String) -> SHA256Digest { SHA256Digest(of: text) }

  /// What `order` comes to, every question answered; the questions in the order of asking.
  func outcome(_ order: PinOrder, oneByOne: Bool = false) -> (PinOutcome, [PinQuestion]) {
    let plan = PinPlan(order, in: configuration)
    var answers: [PinQuestion: PinAnswer] = [:]
    var asked: [PinQuestion] = []
    while true {
      switch plan.step(answers) {
      case .decided(let outcome): return (outcome, asked)
      case .ask(let questions):
        for question in oneByOne ? Array(questions.prefix(1)) : questions {
          answers[question] = answer(question)
          asked.append(question)
        }
      }
    }
  }

  func answer(_ question: PinQuestion) -> PinAnswer {
    switch question {
    case .commits(_, let aim, let from): commits(aim, from: Self.number(from))
    case .versions: .versions(versions, skipped: [SkippedRevision(label: "3.0", why: "yanked")])
    case .records(let name, .git(let pin)): records(name, Self.number(pin.revision))
    case .records: .records([:])
    }
  }

  private func commits(_ aim: PinAim, from pinned: Int) -> PinAnswer {
    switch aim {
    case .latest: .commits([found(20, from: pinned)])
    case .revision(let revision):
      Self.number(revision) < 40
        ? .commits([found(Self.number(revision), from: pinned)]) : .absent(because: "no commit")
    case .prefix(let digits):
      .commits(
        (0...20).filter { Self.revision($0).description.hasPrefix(digits) }
          .map { found($0, from: pinned) })
    case .name(let name):
      Int(name.description.dropFirst()).map { .commits([found($0, from: pinned)]) }
        ?? .absent(because: "no tag or branch")
    case .day, .moment: .commits([found(15, from: pinned)])
    case .steps(let count):
      (0...20).contains(pinned + count)
        ? .commits([found(pinned + count, from: pinned)])
        : .tooFar(available: count > 0 ? 20 - pinned : pinned)
    case .version: .unknown(because: "not asked")
    }
  }

  private func found(_ number: Int, from pinned: Int) -> FoundCommit {
    let place: FoundCommit.Place =
      switch number {
      case 31: .tag(of: Self.revision(12))
      case 32: .object("tree")
      case 30...: .offBranch
      default:
        .onBranch(ahead: max(0, number - pinned), behind: max(0, pinned - number))
      }
    return FoundCommit(
      revision: Self.revision(number), label: "v\(number)", date: CalendarDate(days: Int64(number)),
      subject: "Commit \(number)\u{1B}[31m", place: place)
  }

  /// At commit n, a pins b and c at n, and b pins d at n − 5; c's are gone from 18 on.
  private func records(_ name: ComponentName, _ number: Int) -> PinAnswer {
    switch name {
    case Self.a:
      .records([
        Self.b: Self.revision(number).description,
        Self.c: number < 18 ? Self.revision(number).description : "gone away",
      ])
    case Self.b: .records([Self.d: Self.revision(max(0, number - 5)).description])
    default: .records([:])
    }
  }

  private var versions: [Candidate] {
    ["0.9", "1.0", "1.1", "2.0rc1"].enumerated().map { index, text in
      Candidate(
        pin: .wheel(
          WheelPin(version: PythonVersion(text)!, files: [TargetName("linux")!: Self.digest(text)])),
        landed: Timestamp(seconds: Int64(index) * 86_400))
    }
  }
}

private let components = """
  {"components": {
    "a": {"git": "https://example.com/a", "branch": "main", "records": [
      {"format": "sync_deps.py", "path": "sync_deps.py", "names": {"b": "b", "c": "c"}}]},
    "b": {"git": "https://example.com/b", "branch": "main", "records": [
      {"format": "sync_deps.py", "path": "sync_deps.py", "names": {"d": "d"}}]},
    "c": {"git": "https://example.com/c", "branch": "main"},
    "d": {"git": "https://example.com/d", "branch": "main"},
    "w": {"index": "w"}}}
  """

private let targets = """
  {"targets": {"linux": {"enabled": true, "python": "cp311", "platforms": ["manylinux_2_36_x86_64"],
    "image": "linux"}}}
  """

private let schedule = """
  {"when": {"cron": "0 4 * * *", "timezone": "UTC"}, "rolls": [
    {"component": "a", "source": "head"}, {"component": "b", "source": {"pinned-by": "a"}}],
   "targets": ["linux"], "land": {"pull-request": true, "merge": "when-green",
   "method": "fast-forward"}, "pre-release": true}
  """
