import ReleaseModel
import RollPlanning
import Rolling

/// How the release repository of one life is set up.
struct LifePlan: Sendable {
  static let compiler = ComponentName("compiler")!
  static let runtime = ComponentName("runtime")!
  static let components = [compiler, runtime]

  let isByHand: Bool
  let isPlatform: Bool
  /// Whether main demands a check.
  let isGuarded: Bool
  /// Whether what main demands can be read.
  let isOpenBook: Bool
  let start = Timestamp("2026-03-01T00:00:00Z")!

  init(_ dice: inout Dice) {
    isByHand = dice.chance(30)
    isPlatform = dice.chance(30)
    isGuarded = dice.chance(60)
    isOpenBook = dice.chance(70)
  }

  var rules: BranchRules {
    BranchRules(
      checks: isGuarded ? [RequiredCheck(name: "ci", app: "actions")] : [],
      demandsPullRequest: isPlatform)
  }

  /// Both move at night; the runtime alone in the afternoon.
  static let schedules = [ScheduleName("night")!, ScheduleName("noon")!]

  static func components(of schedule: ScheduleName) -> [ComponentName] {
    schedule == schedules[0] ? components : [runtime]
  }

  var files: [RepositoryFile] {
    let pins = Self.components.map { name in
      guard case .wheel(let pin) = LifeUpstream.pin(0, of: name) else { return "" }
      let files = pin.files.sorted { $0.key < $1.key }.map {
        "\"\($0.key)\": \"\($0.value[nil]!)\""
      }
      return "    \"\(name)\": { \"version\": \"\(pin.version)\", \"files\": { "
        + files.joined(separator: ", ") + " } }"
    }
    let info = """
      {
        "package-version": "0.1.0",
        "package-suffix": "",
        "pins": {
      \(pins.joined(separator: ",\n"))
        }
      }

      """
    return [
      file("version_info.json", info),
      file(
        "schedules/components.json",
        #"{ "components": { "compiler": { "index": "compiler" }, "runtime": { "index": "runtime" } } }"#
      ),
      file("schedules/targets.json", targets),
      file("schedules/night.json", schedule("30 3 * * *", Self.components)),
      file("schedules/noon.json", schedule("0 12 * * *", [Self.runtime])),
    ]
  }

  func file(_ path: String, _ text: String) -> RepositoryFile {
    RepositoryFile(path: path, bytes: Array(text.utf8), isExecutable: false)
  }

  private var targets: String {
    """
    { "targets": { "linux-x86_64": {
      "enabled": true, "python": "cp311", "platforms": ["manylinux_2_36_x86_64"],
      "image": "linux" } } }
    """
  }

  private func schedule(_ cron: String, _ components: [ComponentName]) -> String {
    // In another order than the file's, as schedules are written.
    let rolls = components.reversed().map { "{ \"component\": \"\($0)\", \"source\": \"index\" }" }
    return """
      {
        "when": { "cron": "\(cron)", "timezone": "UTC" },
        "rolls": [ \(rolls.joined(separator: ", ")) ],
        "targets": ["linux-x86_64"],
        "land": {
          "pull-request": true, "merge": "\(isByHand ? "by-hand" : "when-green")",
          "method": "\(isPlatform ? "platform" : "fast-forward")"
        },
        "pre-release": true,
        "limits": { "validations": 12, "attempts-per-pin-set": 2, "open-for": "5 days" }
      }
      """
  }
}
