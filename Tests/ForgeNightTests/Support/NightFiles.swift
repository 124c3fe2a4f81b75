import Digest
import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes

/// The files of a small release repository, and an upstream that releases two projects.
enum NightFiles {
  static let compiler = ComponentName("compiler")!
  static let runtime = ComponentName("runtime")!
  static let schedule = ScheduleName("night")!

  /// How a roll lands.
  struct Landing: Sendable {
    var merge = "when-green"
    var method = "fast-forward"
  }

  static func pin(_ minor: Int, of component: ComponentName) -> Pin {
    .wheel(
      WheelPin(
        version: PythonVersion("1.\(minor).0")!,
        files: [
          TargetName("linux-x86_64")!: SHA256Digest(of: "\(component) \(minor)")
        ]))
  }

  /// Both projects have released all minor versions up to `newest`.
  static func upstream(to newest: Int) -> FixedUpstream {
    FixedUpstream(
      [compiler, runtime].map { name in
        let candidates = (0...newest).map { minor in
          Candidate(
            pin: pin(minor, of: name),
            landed: Timestamp(seconds: 1_700_000_000 + Int64(minor) * 86_400))
        }
        return Survey(component: name, answer: .known(candidates), pinned: nil)
      })
  }

  static func all(_ landing: Landing) -> [String: String] {
    let pins = [compiler, runtime].map { name in
      guard case .wheel(let pin) = pin(0, of: name) else { return "" }
      let files = pin.files.map { "\"\($0.key)\": \"\($0.value[nil]!)\"" }.joined(separator: ", ")
      return "    \"\(name)\": { \"version\": \"\(pin.version)\", \"files\": { \(files) } }"
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
      "version_info.json": info, "README.md": "A release repository.\n",
      "schedules/components.json":
        #"{ "components": { "compiler": { "index": "compiler" }, "runtime": { "index": "runtime" } } }"#,
      "schedules/targets.json": targets, "schedules/night.json": night(landing),
    ]
  }

  private static let targets = """
    { "targets": { "linux-x86_64": {
      "enabled": true, "python": "cp311", "platforms": ["manylinux_2_36_x86_64"],
      "image": "linux" } } }
    """

  private static func night(_ landing: Landing) -> String {
    """
    {
      "when": { "cron": "0 4 * * *", "timezone": "UTC" },
      "rolls": [
        { "component": "compiler", "source": "index" },
        { "component": "runtime", "source": "index" }
      ],
      "targets": ["linux-x86_64"],
      "land": {
        "pull-request": true, "merge": "\(landing.merge)", "method": "\(landing.method)"
      },
      "pre-release": true, "patience": "1 minute",
      "limits": { "validations": 12, "attempts-per-pin-set": 2, "open-for": "5 days" }
    }
    """
  }
}
