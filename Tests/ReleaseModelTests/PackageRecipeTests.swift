import ReleaseModel
import TestKit
import Testing

@Suite("Packages as package.json describes them", .timeLimit(.minutes(20)))
struct PackageRecipeTests {
  @Test("one word chooses the flavour, whose members stand in place of those at the top")
  func flavour() throws {
    var files = try Fixtures.valid.files(of: "package-flavours")
    let whole = try #require(PackageName("whole"))
    let source = try #require(ReleaseConfiguration.read(files: files).packages[whole])
    #expect(source.flavour == PlainWord("source"))
    #expect(
      source.inputs == [
        PackageInput(
          component: try #require(ComponentName("iree")), paths: ["compiler", "CMakeLists.txt"])
      ])
    #expect(source.needs == [try #require(PackageName("runtime"))])
    #expect(source.plugins == [try #require(PlainWord("openxla-cublas"))])
    #expect(source.targets.keys.map(\.description) == ["linux"])
    #expect(source.build.script == "build.py" && source.build.limits.cores == 64)
    let python = try #require(PythonTag("cp313"))
    #expect(source.pack?.interpreter(on: python) == "/opt/tools/bin/python")
    #expect(source.check?.interpreter(on: python) == "/usr/bin/python3.13")
    let path = "packages/whole/package.json"
    let text = String(decoding: try #require(files[path]), as: UTF8.self)
    files[path] = Array(
      try text.edited("\"flavour\": \"source\"", to: "\"flavour\": \"wheel\"").utf8)
    let wheel = try #require(ReleaseConfiguration.read(files: files).packages[whole])
    #expect(wheel.components.map(\.description) == ["compiler"])
    #expect(wheel.needs == [])
    #expect(wheel.plugins == [])
    #expect(wheel.build.script == "repackage.py" && wheel.pack == nil)
  }

  /// A valid release after `edits` of its file of the package `whole`, which takes a part of iree.
  private func release(_ edits: (String, String)...) throws -> ReleaseConfiguration {
    var files = try Fixtures.valid.files(of: "package-flavours")
    let path = "packages/whole/package.json"
    var text = String(decoding: try #require(files[path]), as: UTF8.self)
    for (old, new) in edits { text = try text.edited(old, to: new) }
    files[path] = Array(text.utf8)
    return try ReleaseConfiguration.read(files: files)
  }

  @Test("an optional need is a need, with its inputs, where it is built, and nothing elsewhere")
  func optionalNeeds() throws {
    let (whole, runtime) = (PackageName("whole")!, PackageName("runtime")!)
    let needs = ("\"needs\": [\"runtime\"]", "\"optional-needs\": [\"runtime\"]")
    let configuration = try release(needs)
    let alone = configuration.packages(named: [whole])
    #expect(alone.map(\.name) == [whole])
    #expect(alone[0].needs == [])
    let both = configuration.packages(named: [whole, runtime])
    #expect(both.map(\.name) == [runtime, whole], "each after what it needs")
    #expect(both[1].needs == [runtime])
    #expect(both[1].inputs == alone[0].inputs, "its own choice of iree's paths stays")
    let iree = "{ \"component\": \"iree\", \"paths\": [\"compiler\", \"CMakeLists.txt\"] }"
    let other = try release(needs, (iree, "\"compiler\"")).packages(named: [whole, runtime])
    #expect(other[1].components.map(\.description) == ["compiler", "iree"])
  }

  @Test(
    "an optional need that is not a package, and one that needs the package, are mistakes",
    arguments: [
      ("runtim", "/optional-needs/0: found \"runtim\"; expected a package"),
      ("whole", "found a cycle: whole → whole"),
    ])
  func strangeOptionalNeeds(name: String, words: String) throws {
    let mistakes = try #require(throws: Mistakes.self) {
      try release(
        ("\"flavour\": \"source\"", "\"flavour\": \"source\", \"optional-needs\": [\"\(name)\"]"))
    }
    #expect("\(mistakes)".contains(words), "\(mistakes)")
  }
}
