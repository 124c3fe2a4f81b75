import Digest
import ReleaseModel

@testable import PackageIndex

/// Small pages in the shape of the real ones, and the nouns that questions are made of.
enum Sample {
  static let x86 = target("linux-x86_64", platforms: ["manylinux_2_36_x86_64"])
  static let arm = target("linux-aarch64", platforms: ["manylinux_2_36_aarch64"])
  static let project = ProjectName("iree-base-compiler")!

  static func target(
    _ name: String, pythons: [String] = ["cp311"], platforms: [String]
  ) -> Target {
    Target(
      name: TargetName(name)!,
      pythons: pythons.map { Target.Python(PythonTag($0)!, image: "linux") },
      platforms: platforms)
  }

  static func digest(_ text: String) -> SHA256Digest { SHA256Digest(of: text) }

  static func component(_ name: String = "iree-base-compiler") -> Component {
    Component(name: ComponentName(name)!, origin: .index(project: name))
  }

  static func pin(_ version: String, _ files: [Target: SHA256Digest]) -> WheelPin {
    WheelPin(
      version: PythonVersion(version)!,
      files: Dictionary(uniqueKeysWithValues: files.map { ($0.name, $1) }))
  }

  /// A wheel as real pages list it; its hash is that of its name.
  static func wheel(
    _ version: String, _ architecture: String = "x86_64", python: String = "cp311",
    glibc: String = "manylinux_2_28", date: String = "2026-01-07T04:05:06.789Z",
    yanked: String = "false", requires: String = ">=3.10"
  ) -> String {
    let name =
      "iree_base_compiler-\(version)-\(python)-\(python)-\(glibc)_\(architecture).whl"
    return """
      {"filename": "\(name)", "url": "../../files/\(name)", "size": \(name.utf8.count),
       "hashes": {"sha256": "\(digest(name).hexadecimal)"}, "upload-time": "\(date)",
       "requires-python": "\(requires)", "yanked": \(yanked), "core-metadata": true}
      """
  }

  /// The wheels of both targets.
  static func wheels(
    _ version: String, date: String = "2026-01-07T04:05:06.789Z", yanked: String = "false",
    requires: String = ">=3.10"
  ) -> [String] {
    ["x86_64", "aarch64"].map {
      wheel(version, $0, date: date, yanked: yanked, requires: requires)
    }
  }

  static func wheelName(_ version: String, _ architecture: String = "x86_64") -> String {
    "iree_base_compiler-\(version)-cp311-cp311-manylinux_2_28_\(architecture).whl"
  }

  static func page(_ files: [String], versions: [String] = [], api: String = "1.3") -> String {
    let list = versions.map { "\"\($0)\"" }.joined(separator: ", ")
    return """
      {"meta": {"api-version": "\(api)"}, "name": "iree-base-compiler", "versions": [\(list)],
       "files": [\(files.joined(separator: ",\n"))]}
      """
  }

  static func question(
    pin: WheelPin, targets: [Target] = [x86, arm], preReleases: Bool = false
  ) -> SurveyQuestion {
    SurveyQuestion(
      component: component(), source: .index(preReleases: preReleases), pin: .wheel(pin),
      targets: targets)
  }

  /// The pin of both targets at `version`.
  static func bothPinned(_ version: String) -> WheelPin {
    pin(
      version,
      [x86: digest(wheelName(version)), arm: digest(wheelName(version, "aarch64"))])
  }
}

extension Survey {
  var candidates: [Candidate] {
    if case .known(let candidates) = answer { candidates } else { [] }
  }
  var labels: [String] { candidates.map(\.pin.label) }

  func why(_ label: String) -> String? { skipped.first { $0.label == label }?.why }

  var unknown: String? { if case .unknown(let why) = answer { why } else { nil } }
  var absent: String? { if case .absent(let why) = answer { why } else { nil } }
}
