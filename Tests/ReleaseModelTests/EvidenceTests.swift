import Digest
import JSON
import ReleaseModel
import Testing

@Suite("Evidence", .timeLimit(.minutes(20)))
struct EvidenceTests {
  @Test(
    "prints and parses back, whatever the verdict",
    arguments: [Verdict.green, .red(because: "a \"b\"\n\u{1b}"), .unjudged(because: "")])
  func roundTrip(verdict: Verdict) throws {
    let evidence = sample(verdict)
    let text = evidence.json.text(.indented)
    #expect(Evidence(json: try JSONValue(parsing: text)) == evidence)
    #expect(Evidence(json: try JSONValue(parsing: text))?.digest == evidence.digest)
  }

  @Test("without any one of its parts it is no evidence, or says that the part was empty")
  func parts() throws {
    let whole = sample(.green)
    let object = try #require(whole.json.object)
    for key in object.keys where !["image", "log"].contains(key) {
      var partial = object
      partial[key] = nil
      #expect(Evidence(json: .object(partial)) == nil, "\(key)")
    }
  }

  @Test("what was built and what was reused is recorded; an old record has none")
  func builds() throws {
    let old = sample(.green)
    #expect(old.json["builds"] == nil)
    let build = PackageBuild(
      package: try #require(PackageName("iree-compiler")),
      target: try #require(TargetName("linux-x86_64")), key: SHA256Digest(of: "key"),
      isReused: true, milliseconds: 7)
    let new = Evidence(
      subject: old.subject, pins: old.pins, verdict: old.verdict, image: old.image,
      version: old.version, when: old.when, milliseconds: old.milliseconds, checks: old.checks,
      artifacts: old.artifacts, builds: [build], log: old.log)
    #expect(Evidence(json: try JSONValue(parsing: new.json.text())) == new)
    #expect(new.digest != old.digest)
    var object = try #require(new.json.object)
    object["builds"] = [["package": "iree-compiler"]]
    #expect(Evidence(json: .object(object)) == nil)
  }

  @Test("a pin that is no component's makes it no evidence")
  func strangePins() throws {
    var object = try #require(sample(.green).json.object)
    object["pins"] = ["UPPER": "git:x"]
    #expect(Evidence(json: .object(object)) == nil)
  }

  @Test("its path spreads over folders and names pin set, target and recipe")
  func path() {
    let evidence = sample(.green)
    let set = evidence.subject.pinSet.hexadecimal
    let recipe = evidence.subject.recipe.hexadecimal
    #expect(
      evidence.path == "\(set.prefix(2))/\(set.dropFirst(2))/linux-x86_64/\(recipe.prefix(16)).json"
    )
  }

  private func sample(_ verdict: Verdict) -> Evidence {
    Evidence(
      subject: .init(
        pinSet: SHA256Digest(of: "pins"), target: TargetName("linux-x86_64")!,
        recipe: SHA256Digest(of: "recipe")),
      pins: [
        ComponentName("iree")!: PinIdentity("git:" + String(repeating: "a", count: 40))!,
        ComponentName("xla")!: PinIdentity("git:" + String(repeating: "b", count: 40))!,
      ],
      verdict: verdict, image: "sha256:1", version: ReleaseVersion("0.1.0.dev20261122001")!,
      when: Timestamp("2026-11-22T03:30:00Z")!, milliseconds: 61_200,
      checks: [
        CheckResult(
          program: "matmul", device: "llvm-cpu", action: "run", passed: true, detail: "1e-7",
          milliseconds: 800)
      ],
      artifacts: [Artifact(name: "a.whl", digest: SHA256Digest(of: "a"), size: 12)],
      log: "the end\n")
  }
}
