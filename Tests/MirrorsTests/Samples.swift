import Digest
import ReleaseModel
import Rolling

/// The nouns that questions are made of.
enum Sample {
  static let x86 = Target(
    name: TargetName("linux-x86_64")!,
    pythons: [Target.Python(PythonTag("cp311")!, image: "linux")],
    platforms: ["manylinux_2_36_x86_64"])

  /// A version with one file.
  static func wheel(_ version: String) -> WheelPin {
    WheelPin(version: PythonVersion(version)!, files: [x86.name: SHA256Digest(of: version)])
  }
}

extension Survey {
  var candidates: [Candidate] {
    if case .known(let candidates) = answer { candidates } else { [] }
  }
  var labels: [String] { candidates.map(\.pin.label) }
}
