import Digest
import JSON
import ReleaseModel
import RollPlanning
import Rolling
import RollingFakes

/// A small release repository with two components whose versions clash in blocks, as IREE's do.
enum Worlds {
  static let compiler = ComponentName("iree-base-compiler")!
  static let runtime = ComponentName("iree-base-runtime")!
  static let schedule = ScheduleName("python")!

  /// `3.8` and `3.9` work with each other, `3.10` and `3.11` alone, `3.12` and `3.13` together.
  static func blocks(_ pins: PinSet, _ target: TargetName) -> Verdict {
    func block(_ name: ComponentName) -> Int {
      let minor = pins[name]?.label.split(separator: ".")[1] ?? ""
      return ["8": 0, "9": 0, "10": 1, "11": 2, "12": 3, "13": 3][minor] ?? -1
    }
    return block(compiler) == block(runtime) ? .green : .red(because: "module version mismatch")
  }

  static let minors = [8, 9, 10, 11, 12, 13]

  static func pin(_ minor: Int, of component: ComponentName) -> Pin {
    let version = PythonVersion("3.\(minor).0")!
    let files = ["linux-x86_64", "linux-aarch64"].map { target in
      (TargetName(target)!, SHA256Digest(of: "\(component) \(minor) \(target)"))
    }
    return .wheel(
      WheelPin(version: version, files: Dictionary(files, uniquingKeysWith: { $1 })))
  }

  static func survey(_ component: ComponentName, minors: [Int] = minors) -> Survey {
    Survey(
      component: component,
      answer: .known(
        minors.map { minor in
          Candidate(
            pin: pin(minor, of: component),
            landed: Timestamp(seconds: 1_700_000_000 + Int64(minor) * 3_000_000))
        }), pinned: nil)
  }

  static var upstream: FixedUpstream { FixedUpstream([survey(compiler), survey(runtime)]) }

  /// The repository's files, with both pins at `minor`.
  static func files(
    minor: Int = 9, merge: String = "when-green", more: String = ""
  ) -> [RepositoryFile] {
    let pins = [compiler, runtime].map { name in
      guard case .wheel(let pin) = pin(minor, of: name) else { return "" }
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
      file("version_info.json", info), file("schedules/components.json", components),
      file("schedules/targets.json", targets),
      file("schedules/python.json", python(merge: merge, more: more)),
    ]
  }

  static func file(_ path: String, _ text: String) -> RepositoryFile {
    RepositoryFile(path: path, bytes: Array(text.utf8), isExecutable: false)
  }
}

extension Worlds {
  static let components = """
    {
      "components": {
        "iree-base-compiler": { "index": "iree-base-compiler" },
        "iree-base-runtime": { "index": "iree-base-runtime" }
      }
    }
    """

  static let targets = """
    {
      "targets": {
        "linux-x86_64": {
          "enabled": true, "python": "cp311", "platforms": ["manylinux_2_36_x86_64"],
          "image": "linux"
        },
        "linux-aarch64": {
          "enabled": true, "python": "cp311", "platforms": ["manylinux_2_36_aarch64"],
          "image": "linux"
        }
      }
    }
    """

  static func python(merge: String, more: String = "") -> String {
    """
    {
      "why": "tests",
      "when": { "cron": "0 4 * * *", "timezone": "UTC" },
      "rolls": [
        { "component": "iree-base-compiler", "source": "index", "why": "tests" },
        { "component": "iree-base-runtime", "source": "index", "why": "tests" }
      ],
      "targets": ["linux-x86_64", "linux-aarch64"],
      "land": { "pull-request": true, "merge": "\(merge)", "method": "fast-forward" },
      "pre-release": true, \(more)
      "limits": { "validations": 40, "attempts-per-pin-set": 3, "open-for": "7 days" }
    }
    """
  }

  /// A clock that stands still, except that sleeping is instant.
  static let clock = clock("2026-11-22T15:00:00Z")

  static func clock(_ now: String) -> NightClock {
    NightClock(now: { Timestamp(now)! }, milliseconds: { 0 }, sleep: { _ in })
  }
}

/// Listens to nobody.
struct Silence: NightObserver {
  func note(_ event: NightEvent) {}
}

/// A night over fakes.
struct World {
  let forge: InMemoryForge
  let workshop: MatrixWorkshop

  init(
    files: [RepositoryFile] = Worlds.files(),
    truth: @escaping MatrixWorkshop.Truth = Worlds.blocks
  ) {
    var state = ForgeWorld(files: files)
    state.now = Worlds.clock.now()
    forge = InMemoryForge(state)
    workshop = MatrixWorkshop(truth: truth)
  }

  func night(
    _ upstream: any Upstream = Worlds.upstream, clock: NightClock = Worlds.clock,
    asOf: CalendarDate? = nil
  ) -> Night {
    Night(
      schedule: Worlds.schedule,
      ports: NightPorts(upstream: upstream, workshop: workshop, host: forge.host),
      clock: clock, observer: Silence(), asOf: asOf)
  }
}
