import Digest
import ReleaseModel
import Testing

@testable import Containers

@Suite("The package graph", .timeLimit(.minutes(20)))
struct GraphTests {
  private let x86 = TargetName("linux-x86_64")!
  private let arm = TargetName("linux-aarch64")!

  private func package(
    _ name: String, needs: [String] = [], packed: Bool = true, buildOnly: Bool = false
  ) -> PackageRecipe {
    func step(_ script: String) -> PackageRecipe.Step {
      PackageRecipe.Step(
        image: "build", script: script, interpreter: "/bin/sh", limits: ContainerLimits())
    }
    func expectation(_ host: TargetName?) -> PackageRecipe.Expectation {
      PackageRecipe.Expectation(
        checks: buildOnly ? [] : ["install"], host: host)
    }
    return PackageRecipe(
      name: PackageName(name)!, flavour: nil, library: nil, inputs: [],
      needs: needs.map { PackageName($0)! },
      plugins: [], build: step("build"), pack: packed ? step("pack") : nil,
      check: buildOnly ? nil : step("check"),
      targets: [x86: expectation(nil), arm: expectation(x86)])
  }

  private func graph(_ packages: [PackageRecipe], for target: TargetName) -> PackageGraph {
    PackageGraph(
      packages,
      for: Target(
        name: target, pythons: [Target.Python(PythonTag("cp311")!, image: "")], platforms: []))
  }

  @Test("steps come after what they are made from; packages that are packed are packed for others")
  func order() {
    let graph = graph([package("runtime"), package("compiler", needs: ["runtime"])], for: x86)
    #expect(
      graph.order.map(\.title) == [
        "build of runtime for linux-x86_64", "pack of runtime for linux-x86_64",
        "check of runtime for linux-x86_64", "build of compiler for linux-x86_64",
        "pack of compiler for linux-x86_64", "check of compiler for linux-x86_64",
      ])
    let build = StepID(action: .build, package: PackageName("compiler")!, target: x86)
    #expect(graph.made(from: build).map(\.title) == ["build of runtime for linux-x86_64"])
    let pack = StepID(action: .pack, package: PackageName("compiler")!, target: x86)
    #expect(
      graph.made(from: pack).map(\.title) == [
        "build of compiler for linux-x86_64", "pack of runtime for linux-x86_64",
      ])
    #expect(!graph.isStamped(build))
    #expect(graph.isStamped(pack))
  }

  @Test("a check that needs a host gets the host's files, made from what is made for the host")
  func host() {
    let graph = graph(
      [package("runtime", packed: false), package("compiler", needs: ["runtime"])], for: arm)
    let check = StepID(action: .check, package: PackageName("compiler")!, target: arm)
    #expect(
      graph.made(from: check).map(\.title) == [
        "pack of compiler for linux-aarch64", "build of runtime for linux-aarch64",
        "pack of compiler for linux-x86_64",
      ])
    #expect(graph.order.contains { $0.title == "build of runtime for linux-x86_64" })
    #expect(!graph.order.contains { $0.title == "check of compiler for linux-x86_64" })
  }

  @Test("what nothing here can check is made and not checked")
  func buildOnly() {
    let graph = graph([package("archive", buildOnly: true)], for: x86)
    #expect(graph.goals.map(\.title) == ["pack of archive for linux-x86_64"])
    #expect(graph.releases == graph.goals)
  }

  private func facts(_ change: (inout StepFacts) -> Void = { _ in }) -> SHA256Digest {
    var facts = StepFacts(
      step: StepID(action: .build, package: PackageName("compiler")!, target: x86),
      flavour: "source", recipe: SHA256Digest(of: "recipe"), image: "sha256:1")
    facts.trees = [ComponentName("iree")!: ["compiler": "aa", "CMakeLists.txt": "bb"]]
    facts.wheels = [
      ComponentName("wheel")!: PerPython(
        InputsDocument.File(name: "w.whl", digest: SHA256Digest(of: "w")))
    ]
    facts.parts = [
      StepID(action: .build, package: PackageName("runtime")!, target: x86): SHA256Digest(of: "r")
    ]
    change(&facts)
    return facts.key
  }

  @Test("a key names a file's Python only where the Pythons' files differ")
  func pythons() {
    let files = ["cp311", "cp313"].map { text in
      (PythonTag(text)!, InputsDocument.File(name: "w.whl", digest: SHA256Digest(of: text)))
    }
    var facts = StepFacts(
      step: StepID(action: .build, package: PackageName("compiler")!, target: x86), flavour: nil,
      recipe: SHA256Digest(of: "recipe"), image: "sha256:1")
    facts.wheels = [ComponentName("wheel")!: PerPython(files[0].1)]
    #expect(facts.text.contains("wheel wheel \(SHA256Digest(of: "cp311")) w.whl\n"))
    facts.wheels[ComponentName("wheel")!] = PerPython(Dictionary(uniqueKeysWithValues: files))
    #expect(facts.text.contains("\(SHA256Digest(of: "cp311")) w.whl cp311\nwheel wheel "))
    #expect(facts.text.contains("\(SHA256Digest(of: "cp313")) w.whl cp313\n"))
  }

  @Test("equal facts have one key, and every fact changes it")
  func keys() {
    let iree = ComponentName("iree")!
    var keys = [facts()]
    #expect(facts() == keys[0])
    keys.append(facts { $0.trees[iree]?["compiler"] = "cc" })
    keys.append(facts { $0.trees[iree]?["runtime"] = "aa" })
    keys.append(facts { $0.trees[iree] = nil })
    keys.append(facts { $0.trees[ComponentName("xla")!] = ["compiler": "aa"] })
    keys.append(facts { $0.wheels = [:] })
    keys.append(facts { $0.parts[$0.parts.keys.first!] = SHA256Digest(of: "other") })
    keys.append(facts { $0.stamp = "0.1.0" })
    let base = StepFacts(
      step: StepID(action: .build, package: PackageName("compiler")!, target: x86), flavour: nil,
      recipe: SHA256Digest(of: "recipe"), image: "sha256:1")
    keys.append(base.key)
    for action in [StepID.Action.build, .pack] {
      for target in [x86, arm] {
        let step = StepID(action: action, package: PackageName("compiler")!, target: target)
        for recipe in ["recipe", "other"] {
          for image in ["sha256:2", "sha256:3"] {
            keys.append(
              StepFacts(
                step: step, flavour: nil, recipe: SHA256Digest(of: recipe), image: image
              ).key)
          }
        }
      }
    }
    #expect(Set(keys).count == keys.count)
  }
}
