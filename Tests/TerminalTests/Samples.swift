import Digest
import ReleaseModel

/// The nouns that reports are made of.
enum Sample {
  static let iree = ComponentName("iree")!
  static let xla = ComponentName("xla")!
  static let compiler = ComponentName("iree-base-compiler")!
  static let runtime = ComponentName("iree-base-runtime")!
  static let jaxlib = ComponentName("jaxlib")!
  static let python = ScheduleName("python")!
  static let x86 = TargetName("linux-x86_64")!
  static let arm = TargetName("linux-aarch64")!
  static let now = time("2026-11-24T06:00:00Z")

  static func time(_ text: String) -> Timestamp { Timestamp(text)! }

  static func revision(_ digit: Character) -> Revision {
    Revision(String(repeating: digit, count: 40))!
  }

  static func git(_ digit: Character, _ label: String? = nil, on day: String? = nil) -> Pin {
    .git(GitPin(revision: revision(digit), label: label, date: day.flatMap(CalendarDate.init(_:))))
  }

  static func wheel(_ version: String) -> Pin {
    .wheel(
      WheelPin(
        version: PythonVersion(version)!, files: [x86: SHA256Digest(of: "x\(version)")]))
  }

  static func bump(_ name: ComponentName, _ from: Pin, _ to: Pin) -> Bump {
    Bump(component: name, from: from, to: to)
  }

  static let ireeBump = bump(
    iree, git("a", "iree-3.11.0", on: "2026-08-01"), git("b", "iree-3.12.0", on: "2026-11-20"))
  static let runtimeBump = bump(runtime, wheel("3.9.0"), wheel("3.12.0"))

  static let pins = PinSet([
    (iree, ireeBump.to), (xla, git("c")), (compiler, wheel("3.12.0")), (runtime, wheel("3.12.0")),
  ])

  static func evidence(
    _ verdict: Verdict = .green, on target: TargetName = x86,
    at when: String = "2026-11-24T04:21:00Z"
  ) -> Evidence {
    Evidence(
      subject: .init(pinSet: pins.digest, target: target, recipe: SHA256Digest(of: "recipe")),
      pins: [:], verdict: verdict, image: "sha256:image",
      version: ReleaseVersion("0.1.0.dev20261124001")!, when: time(when), milliseconds: 754_000,
      checks: [
        CheckResult(
          program: "matmul", device: "llvm-cpu", action: "compile and run", passed: true,
          detail: "4 modules", milliseconds: 4_200),
        CheckResult(
          program: "softmax", device: "vulkan", action: "compile and run",
          passed: verdict == .green, detail: "out of 64 values 3 differ by more than 1e-5",
          milliseconds: 900),
      ], artifacts: [],
      log: "loading\nsoftmax.mlir:4:8: error: 'iree_codegen.inner_tiled' failed to verify\n")
  }

  static let red = Verdict.red(
    because:
      "softmax.mlir:4:8: error: 'iree_codegen.inner_tiled' op failed to verify that every result has the shape of its accumulator"
  )

  static let message = BumpMessage(
    schedule: python, slot: time("2026-11-24T04:00:00Z"), bumps: [ireeBump, runtimeBump],
    pinSet: pins.digest, evidence: [evidence(), evidence(on: arm)])
}
