import Digest
import Foundation
import ReleaseModel
import Rolling
import Synchronization
import TestKit

@testable import Containers

/// A release of one small package, built and checked by shell scripts in the tiny image.
final class TinyRelease: Sendable {
  let folder: TemporaryFolder
  let job: ValidationJob
  let workshop: ContainerWorkshop
  private let recipes: [RepositoryFile]
  private let said = Mutex<[String]>([])

  /// A release whose scripts are `build` and `check`; the image's script is `image`, or prints the
  /// tiny image.
  init(
    build: String = greenBuild, check: String = greenCheck, image: String? = nil,
    freeBytes: (@Sendable (URL) -> Int64?)? = nil, wheel: String = "the wheel",
    machine change: (inout Machine) -> Void = { _ in }
  ) async throws {
    let tiny = try await TinyImage.ready()
    folder = try TemporaryFolder()
    try folder.write(wheel, to: "wheels/input-1-py3-none-any.whl")
    job = Self.job
    let images =
      image ?? """
        echo '{"recipe": "x", "build": {"tag": "\(tiny.tag)", "id": "\(tiny.id)"}, \
        "clean": {"tag": "\(tiny.tag)", "id": "\(tiny.id)"}, "built": false, "seconds": 0}'
        """
    func script(_ path: String, _ text: String) -> RepositoryFile {
      RepositoryFile(
        path: path, bytes: Array("#!/bin/sh\nset -eu\n\(text)\n".utf8), isExecutable: true)
    }
    recipes = [
      script("images/tiny/build.sh", images), script("packages/tiny/build.sh", build),
      script("packages/tiny/check.sh", check),
      script("packages/tiny/fetch.sh", #"[ "$3" = --to ]; echo wheel > "$4/third.whl""#),
      RepositoryFile(
        path: "packages/tiny/package.json", bytes: Array("{}".utf8), isExecutable: false),
    ]
    let files = FileSource(folder: folder.url.appending(path: "wheels"))
    var machine = realMachine(freeBytes: freeBytes)
    change(&machine)
    workshop = ContainerWorkshop(
      machine: machine, cache: folder.url.appending(path: "cache"),
      inputs: { _ in files }, now: { Timestamp(seconds: 1_763_769_600) })
  }

  /// Validates, and remembers the stages.
  func validate() async throws -> Validation {
    try await validator().validate(job, progress: progress)
  }

  func validator() async throws -> any Validator {
    workshop.open(
      CommitRecipes(
        files: recipes,
        packages: [definition], components: []))
  }

  var progress: ValidationProgress {
    ValidationProgress { note in
      switch note {
      case .stage(let stage): self.said.withLock { $0.append(stage) }
      case .began(let step): self.said.withLock { $0.append(step.action) }
      case .reused, .ended, .line: break
      }
    }
  }

  var stages: [String] { said.withLock { $0 } }

  private static let job = ValidationJob(
    pins: PinSet([
      (
        ComponentName("input")!,
        .wheel(
          WheelPin(
            version: PythonVersion("1")!,
            files: [TargetName("tiny-target")!: SHA256Digest(of: "the wheel")]))
      )
    ]),
    target: Target(
      name: TargetName("tiny-target")!,
      pythons: [Target.Python(PythonTag("cp311")!, image: "tiny")], platforms: ["_x86_64"]),
    version: ReleaseVersion("0.1.0.dev20261122001")!)
}

/// The files of a folder, as if they had been fetched.
private struct FileSource: InputSource {
  let folder: URL

  func file(
    of component: ComponentName, at pin: WheelPin, for target: TargetName, on python: PythonTag?
  ) async throws -> URL {
    folder.appending(path: "input-1-py3-none-any.whl")
  }
}

private let definition = PackageRecipe(
  name: PackageName("tiny")!, inputs: [PackageInput(component: ComponentName("input")!)],
  needs: [], build: smallStep("build.sh", cores: 2),
  check: smallStep("check.sh", image: "clean", cores: 2),
  targets: [TargetName("tiny-target")!: .checks("install", "add/vmvx/shell")])

let greenBuild = """
  cat /in/inputs.json
  cat /in/input-1-py3-none-any.whl > /out/made-1-py3-none-any.whl
  echo "$SOURCE_DATE_EPOCH" >> /out/made-1-py3-none-any.whl
  echo stray > /out/stray
  touch /scratch/x
  sum=$(sha256sum /out/made-1-py3-none-any.whl | cut -c1-64)
  size=$(stat -c %s /out/made-1-py3-none-any.whl)
  echo "{\\"schema\\": 1, \\"verdict\\": \\"green\\", \\"reason\\": \\"\\", \\"files\\": [{\\"name\\": \
  \\"made-1-py3-none-any.whl\\", \\"sha256\\": \\"$sum\\", \\"bytes\\": $size}], \\"checks\\": \
  [{\\"name\\": \\"audit\\", \\"outcome\\": \\"green\\", \\"detail\\": \\"\\", \\"seconds\\": 0.1}]}" \
  > /out/result.json
  """

let checkLines = """
  echo '{"program": "install", "device": "", "action": "install", "via": "package", "outcome": \
  "green", "detail": "ok", "seconds": 0.1}' >> /out/checks.jsonl
  echo '{"program": "add", "device": "vmvx", "action": "compile+run", "via": "shell", "outcome": \
  "green", "detail": "ok", "seconds": 0.1}' >> /out/checks.jsonl
  """

let greenCheck = """
  ls /in /wheelhouse
  grep -q 'the wheel' /in/made-1-py3-none-any.whl
  grep -q 'the wheel' /inputs/input-1-py3-none-any.whl
  grep -q 'input-1-py3-none-any.whl' /inputs/inputs.json
  [ ! -e /in/stray ]
  \(checkLines)
  \(checkReport("green"))
  """

/// The line that writes a check's result.
func checkReport(_ verdict: String, reason: String = "") -> String {
  """
  echo '{"schema": 1, "verdict": "\(verdict)", "reason": "\(reason)", "expected": 2, "executed": 2}' \
  > /out/result.json
  """
}
