import Digest
import JSON
import ReleaseModel
import Rolling
import Testing

@testable import Containers

@Suite("What a build is given", .timeLimit(.minutes(20)))
struct InputsTests {
  @Test("inputs.json carries the whole pin set, in one order whatever the order of the file")
  func document() throws {
    let job = ValidationJob(
      pins: PinSet([
        (
          ComponentName("z")!,
          .wheel(
            WheelPin(
              version: PythonVersion("3.9.0")!,
              files: [TargetName("t")!: SHA256Digest(of: "z")]))
        ),
        (
          ComponentName("a")!,
          .git(GitPin(revision: Revision(String(repeating: "a", count: 40))!, label: "v1"))
        ),
      ]),
      target: Target(
        name: TargetName("t")!, pythons: [Target.Python(PythonTag("cp311")!, image: "linux")],
        platforms: []),
      version: ReleaseVersion("0.1.0")!)
    let document = InputsDocument(
      stamp: job, target: job.target.name,
      files: [
        ComponentName("z")!: PerPython(
          InputsDocument.File(name: "z.whl", digest: SHA256Digest(of: "z")))
      ])
    let z = SHA256Digest(of: "z")
    #expect(
      document.json.text() == """
        {"target":"t","version":"0.1.0","source-date-epoch":315532800,"pin-set":{"digest":\
        "\(job.pins.digest)","pins":{"a":{"revision":"\(String(repeating: "a", count: 40))",\
        "label":"v1"},"z":{"version":"3.9.0","files":{"t":"\(z)"}}}},"wheels":{"z":{"file":"z.whl",\
        "sha256":"\(z.hexadecimal)"}}}
        """)
  }
}
