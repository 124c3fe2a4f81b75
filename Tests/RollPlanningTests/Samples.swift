import Digest
import ReleaseModel
import RollPlanning

/// Small values that the tests of this room share.
enum Samples {
  static let schedule = ScheduleName("python")!
  static let compiler = ComponentName("iree-base-compiler")!
  static let runtime = ComponentName("iree-base-runtime")!
  static let target = TargetName("linux-x86_64")!
  static let slot = Timestamp("2026-11-22T04:00:00Z")!
  static let version = ReleaseVersion("0.1.0.dev20261122001")!

  static func revision(_ digit: Character) -> Revision {
    Revision(String(repeating: digit, count: 40))!
  }

  static func wheel(_ version: String) -> Pin {
    .wheel(
      WheelPin(
        version: PythonVersion(version)!, files: [target: SHA256Digest(of: version)]))
  }

  static func pins(_ one: String, _ other: String) -> PinSet {
    PinSet([(compiler, wheel(one)), (runtime, wheel(other))])
  }

  static func evidence(
    for pins: PinSet, files: [String] = ["a.whl", "openxla.lock.txt"]
  ) -> Evidence {
    Evidence(
      subject: Evidence.Subject(
        pinSet: pins.digest, target: target, recipe: SHA256Digest(of: "recipe")),
      pins: pins.identities, verdict: .green, image: "sha256:abc", version: version, when: slot,
      milliseconds: 71_400,
      checks: [
        CheckResult(
          program: "matmul", device: "llvm-cpu", action: "compile+run", passed: true,
          detail: "max |error| 2.4e-06", milliseconds: 1_900),
        CheckResult(
          program: "matmul", device: "cuda", action: "compile+inspect", passed: true,
          detail: "PTX 7.6 for sm_80", milliseconds: 1_200),
      ],
      artifacts: files.map {
        Artifact(name: $0, digest: SHA256Digest(of: String($0.prefix(1))), size: 900)
      }, log: "")
  }

  static func survey(_ name: ComponentName, _ versions: [String]) -> Survey {
    Survey(
      component: name,
      answer: .known(
        versions.enumerated().map { index, version in
          Candidate(
            pin: wheel(version),
            landed: Timestamp(seconds: 1_790_000_000 + Int64(index) * 86_400))
        }), pinned: Timestamp(seconds: 1_780_000_000))
  }

  static let plan = Schedule(
    name: schedule, why: "tests", when: try! Cron(expression: "0 4 * * *", timeZone: "UTC"),
    rolls: [], together: [], targets: [target],
    land: Landing(pullRequest: true, merge: .whenGreen), preRelease: true, limits: .standard)
}
