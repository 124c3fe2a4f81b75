import Digest
import Foundation
import ReleaseModel
import Rolling
import Synchronization
import TestKit
import Testing

@testable import Containers

@Suite("Validating for two Pythons in real containers", .serialized, .timeLimit(.minutes(20)))
struct PythonsValidationTests {
  @Test("one build has the files of both; each Python's check has its own image, files and wheels")
  func both() async throws {
    let release = try await TwoPythons()
    let evidence = try await release.validate().evidence
    #expect(evidence.verdict == .green, "\(evidence.log)")
    #expect(
      release.steps == [
        "build", "check of tiny on cp311", "check of tiny on cp313",
      ])
    #expect(
      evidence.checks.map { "\($0.program): \($0.action)" } == [
        "install: install via package on cp311", "add: compile+run via shell on cp311",
        "install: install via package on cp313",
      ])
    let clean = evidence.image.split(separator: " ").map { $0.split(separator: "@")[0] }
    #expect(clean == ["build", "clean", "tiny13/clean"])
    #expect(evidence.artifacts.map(\.name) == ["made-1-py3-none-any.whl"])
  }

  @Test("red on one Python is red, and says on which")
  func red() async throws {
    let release = try await TwoPythons(red: "cp313")
    #expect(
      try await release.validate().evidence.verdict
        == .red(because: "check of tiny for tiny-target on cp313: it is too new"))
  }

  @Test("a package for one Python of several is tried in full on that one")
  func only() async throws {
    let release = try await TwoPythons(only: "cp313")
    let evidence = try await release.validate().evidence
    #expect(evidence.verdict == .green, "\(evidence.log)")
    #expect(evidence.checks.map(\.program) == ["install", "add"])
    #expect(evidence.checks.allSatisfy { $0.action.hasSuffix("on cp313") })
  }

  @Test("a Python for which no file is pinned is unjudged")
  func unpinned() async throws {
    let release = try await TwoPythons(pinned: ["cp311", "cp312"])
    #expect(
      try await release.validate().evidence.verdict
        == .unjudged(
          because: "fetching input for tiny-target on cp313: no file is pinned"))
  }
}

/// A small package for two Pythons, whose files differ.
private final class TwoPythons: Sendable {
  private static let target = TargetName("tiny-target")!
  private let folder: TemporaryFolder
  private let tiny: TinyImage
  private let recipes: CommitRecipes
  private let pins: PinSet
  private let said = Mutex<[String]>([])

  init(
    red: String = "none", only: String? = nil, pinned: [String] = ["cp311", "cp313"]
  ) async throws {
    tiny = try await TinyImage.ready()
    folder = try TemporaryFolder()
    for python in pinned { try folder.write(python, to: "wheels/\(python).whl") }
    let files = pinned.map { (PythonTag($0)!, SHA256Digest(of: $0)) }
    let pin = WheelPin(
      version: PythonVersion("1")!,
      byPython: [Self.target: PerPython(Dictionary(uniqueKeysWithValues: files))!])
    pins = PinSet([(ComponentName("input")!, .wheel(pin))])
    let package = PackageRecipe(
      name: PackageName("tiny")!, pythons: only.map { [PythonTag($0)!] },
      inputs: [PackageInput(component: ComponentName("input")!)], needs: [],
      build: smallStep("build.sh"), check: smallStep("check.sh", image: "clean"),
      targets: [
        Self.target: PackageRecipe.Expectation(
          checks: ["install", "add/vmvx/shell"], also: ["install"])
      ])
    let image = "\"tag\": \"\(tiny.tag)\", \"id\": \"\(tiny.id)\""
    let isBoth = only == nil
    recipes = CommitRecipes(
      files: [
        script(
          "images/tiny/build.sh",
          #"case "$*" in *" build clean" | *" build") ;; *) exit 2 ;; esac; echo '{"build": {\#(image)}, "#
            + (isBoth ? #""clean": {\#(image)}, "# : "") + #""built": false}'"#),
        script(
          "images/tiny13/build.sh",
          #"[ "$3" = clean ]; echo '{"clean": {\#(image)}, "built": false}'"#),
        script("packages/tiny/build.sh", isBoth ? buildOfBoth : buildOfOne),
        script("packages/tiny/check.sh", check.replacing("RED", with: red)),
        script(
          "packages/tiny/fetch.sh", #"[ "$5" = --python ]; echo "$6" > "$4/third-$6.whl""#),
        RepositoryFile(
          path: "packages/tiny/package.json", bytes: Array("{}".utf8), isExecutable: false),
      ], packages: [package], components: [])
  }

  func validate() async throws -> Validation {
    let files = WheelFolder(folder: folder.url.appending(path: "wheels"))
    let workshop = ContainerWorkshop(
      machine: realMachine(), cache: folder.url.appending(path: "cache"),
      inputs: { _ in files }, now: { Timestamp(seconds: 1_763_769_600) })
    let target = Target(
      name: Self.target,
      pythons: [("cp311", "tiny"), ("cp313", "tiny13")].map {
        Target.Python(PythonTag($0)!, image: $1)
      }, platforms: ["_x86_64"])
    let progress = ValidationProgress { note in
      guard case .began(let step) = note else { return }
      let title = step.python.map { "\(step.action) of \(step.package) on \($0)" } ?? step.action
      self.said.withLock { $0.append(title) }
    }
    return await workshop.open(recipes).validate(
      ValidationJob(pins: pins, target: target, version: ReleaseVersion("0.1.0.dev20261122001")!),
      progress: progress)
  }

  /// The first as they began; those that run side by side in the order of their names.
  var steps: [String] { said.withLock { [$0.first ?? ""] + $0.dropFirst().sorted() } }
}

private func script(_ path: String, _ text: String) -> RepositoryFile {
  RepositoryFile(
    path: path, bytes: Array("#!/bin/sh\nset -eu\n\(text)\n".utf8), isExecutable: true)
}

/// The files of a folder, called after the Python that they are for.
private struct WheelFolder: InputSource {
  let folder: URL

  func file(
    of component: ComponentName, at pin: WheelPin, for target: TargetName, on python: PythonTag?
  ) async throws -> URL {
    folder.appending(path: "\(python.map { "\($0)" } ?? "cp313").whl")
  }
}

private let buildOfBoth = """
  grep -q '"files":{"cp311":{"file":"cp311.whl"' /in/inputs.json
  cat /in/cp311.whl /in/cp313.whl > /out/made-1-py3-none-any.whl
  \(buildReport)
  """

private let buildOfOne = """
  grep -q '"input":{"file":"cp313.whl"' /in/inputs.json
  cp /in/cp313.whl /out/made-1-py3-none-any.whl
  \(buildReport)
  """

private let buildReport = """
  sum=$(sha256sum /out/made-1-py3-none-any.whl | cut -c1-64)
  size=$(stat -c %s /out/made-1-py3-none-any.whl)
  echo "{\\"schema\\": 1, \\"verdict\\": \\"green\\", \\"reason\\": \\"\\", \\"files\\": [{\\"name\\": \
  \\"made-1-py3-none-any.whl\\", \\"sha256\\": \\"$sum\\", \\"bytes\\": $size}]}" > /out/result.json
  """

private let check = """
  case $(ls /wheelhouse) in
    third-3.11.whl) python=cp311; [ -z "${ROLLER_CHECKS:-}" ] ;;
    third-3.13.whl) python=cp313 ;;
  esac
  grep -q "\\"input\\":{\\"file\\":\\"$python.whl\\"" /inputs/inputs.json
  [ "$(cat /inputs/$python.whl)" = "$python" ]; [ "$(ls /inputs | wc -l)" = 2 ]
  verdict=green; expected=1; reason=''
  line() { echo "{$1, \\"outcome\\": \\"green\\", \\"detail\\": \\"ok\\", \\"seconds\\": 0.1}"; }
  {
    line '"program": "install", "device": "", "action": "install", "via": "package"'
    if [ -z "${ROLLER_CHECKS:-}" ]; then
      expected=2
      line '"program": "add", "device": "vmvx", "action": "compile+run", "via": "shell"'
    else
      [ "$ROLLER_CHECKS" = install ]
    fi
  } > /out/checks.jsonl
  if [ "$python" = RED ]; then verdict=red; reason='it is too new'; fi
  echo "{\\"schema\\": 1, \\"verdict\\": \\"$verdict\\", \\"reason\\": \\"$reason\\", \\"expected\\": \
  $expected, \\"executed\\": $expected}" > /out/result.json
  [ $verdict = green ]
  """
