import Digest
import Foundation
import ReleaseModel
import Rolling
import TestKit

@testable import Containers

/// A family of four packages in two real repositories: a compiler that needs two plugins, and a
/// runtime that needs nothing. Its builds concatenate what they are given.
final class SmallFamily: Sendable {
  let folder: TemporaryFolder
  let source: GitSource
  let runs: RunCounter
  private let tiny: TinyImage

  static let iree = ComponentName("iree")!
  static let nvgpu = ComponentName("nvgpu")!
  static let target = TargetName("tiny-target")!
  static let names = ["runtime", "plugin-a", "plugin-b", "compiler"]

  init() async throws {
    tiny = try await TinyImage.ready()
    folder = try TemporaryFolder()
    source = GitSource(folder: folder.url.appending(path: "upstreams"))
    runs = RunCounter()
  }

  /// The first revisions of everything.
  func pins() async throws -> PinSet {
    let iree = try await source.commit(
      ["runtime/run.c": "run", "compiler/compile.c": "compile", "README.md": "read"],
      to: Self.iree)
    let nvgpu = try await source.commit(
      ["a/plugin.c": "plugin a", "b/plugin.c": "plugin b", "docs/x.md": "x"], to: Self.nvgpu)
    return PinSet([(Self.iree, .git(iree)), (Self.nvgpu, .git(nvgpu))])
  }

  /// A process of its own as far as the store can tell: only the cache folder is shared.
  func workshop(
    cache: String = "cache", environment: [String: String] = [:]
  ) -> ContainerWorkshop {
    let real = realMachine()
    let machine = Machine(
      runner: runs, environment: real.environment.merging(environment) { _, new in new },
      process: real.process, user: real.user, group: real.group)
    let source = source
    return ContainerWorkshop(
      machine: machine, cache: folder.url.appending(path: cache), inputs: { _ in source },
      now: { Timestamp(seconds: 1_763_769_600) })
  }

  func validate(
    _ pins: PinSet, in workshop: ContainerWorkshop, version: String = "0.1.0.dev20261122001",
    recipes: [RepositoryFile]? = nil, chosen: [String] = SmallFamily.names, seconds: Int64 = 20,
    progress: ValidationProgress = ValidationProgress { _ in }
  ) async throws -> Validation {
    let validator = workshop.open(
      CommitRecipes(
        files: recipes ?? self.recipes(),
        packages: chosen.map { Self.definition(of: $0, seconds) }, components: []))
    let target = Target(
      name: Self.target, pythons: [Target.Python(PythonTag("cp311")!, image: "tiny")],
      platforms: ["_x86_64"])
    return await validator.validate(
      ValidationJob(pins: pins, target: target, version: ReleaseVersion(version)!),
      progress: progress)
  }

  /// The recipes; the text of a package's build script may be another.
  func recipes(builds: [String: String] = [:], plugins: String = "a b") -> [RepositoryFile] {
    let image = """
      echo '{"recipe": "x", "build": {"tag": "\(tiny.tag)", "id": "\(tiny.id)"}, "clean": {"tag": \
      "\(tiny.tag)", "id": "\(tiny.id)"}, "built": false, "seconds": 0}'
      """
    var files = [script("images/tiny/build.sh", "[ $# = 4 ]\n\(image)")]
    files.append(script("packages/kit/report.sh", familyReport))
    for name in Self.names {
      files += [
        script("packages/\(name)/build.sh", builds[name] ?? familyBuild),
        script("packages/\(name)/pack.sh", familyPack),
        script("packages/\(name)/check.sh", familyCheck.replacing("PLUGINS", with: plugins)),
        RepositoryFile(
          path: "packages/\(name)/package.json",
          bytes: Array("{\"name\": \"\(name)\", \"flavour\": \"source\"}".utf8),
          isExecutable: false),
      ]
    }
    return files
  }

  private func script(_ path: String, _ text: String) -> RepositoryFile {
    RepositoryFile(
      path: path, bytes: Array("#!/bin/sh\nset -eu\n\(text)\n".utf8), isExecutable: true)
  }

  private static func definition(of name: String, _ seconds: Int64) -> PackageRecipe {
    let isPlugin = name.hasPrefix("plugin-")
    let isWhole = name == "compiler"
    return PackageRecipe(
      name: PackageName(name)!, flavour: PlainWord("source"), library: PackageName("kit"),
      inputs: [
        PackageInput(
          component: isPlugin ? nvgpu : iree, paths: [isPlugin ? "\(name.suffix(1))" : name])
      ],
      needs: isWhole ? [PackageName("plugin-a")!, PackageName("plugin-b")!] : [],
      plugins: isWhole ? [PlainWord("a")!, PlainWord("b")!] : [],
      build: smallStep("build.sh", seconds: seconds), pack: smallStep("pack.sh", seconds: seconds),
      check: smallStep("check.sh", image: "clean", seconds: seconds),
      targets: [target: .checks("install")])
  }
}

/// Writes `result.json` for the one file in `/out`.
let familyReport = """
  cd /out; name=$(ls | head -n 1); sum=$(sha256sum "$name" | cut -c1-64); size=$(stat -c %s "$name")
  echo "{\\"schema\\": 1, \\"verdict\\": \\"green\\", \\"reason\\": \\"\\", \\"files\\": [{\\"name\\": \
  \\"$name\\", \\"sha256\\": \\"$sum\\", \\"bytes\\": $size}]}" > result.json
  """

let familyBuild = """
  [ "$ROLLER_TARGET" = tiny-target ]; [ "$ROLLER_JOBS" = 1 ]; [ -n "$CCACHE_DIR" ]
  touch /ccache/used
  if grep -q '"version"\\|"pin-set"\\|"revision"' /in/inputs.json; then exit 3; fi
  if touch /src/*/x 2> /dev/null; then exit 4; fi
  package=$(sed 's/.*"name": "\\([a-z-]*\\)", "flavour".*/\\1/;q' /recipe/package.json)
  find /src /needs -type f ! -name result.json | sort | while read -r file; do
    echo "$file: $(cat "$file")"
  done > /scratch/all
  mv /scratch/all "/out/$package.bin"
  [ "$PYTHONPATH" = /library ]; . /library/kit/report.sh
  """

let familyPack = """
  version=$(sed 's/.*"version":"\\([^"]*\\)".*/\\1/' /in/inputs.json)
  grep -q '"revision"' /in/inputs.json
  for file in /built/*.bin; do
    name=$(basename "$file" .bin)
    { echo "$version"; cat "$file"; } > "/out/$name-$version.bin"
  done
  [ "$PYTHONPATH" = /library ]; . /library/kit/report.sh
  """

let familyCheck = """
  grep -q '"version"' /inputs/inputs.json
  head -n 1 /in/*.bin
  echo '{"program": "install", "device": "", "action": "install", "via": "package", "outcome": \
  "green", "detail": "ok", "seconds": 0.1}' >> /out/checks.jsonl
  plugins=''
  for plugin in PLUGINS; do plugins="$plugins${plugins:+, }\\"$plugin\\""; done
  echo "{\\"schema\\": 1, \\"verdict\\": \\"green\\", \\"reason\\": \\"\\", \\"expected\\": 1, \
  \\"executed\\": 1, \\"plugins\\": [$plugins]}" > /out/result.json
  """
