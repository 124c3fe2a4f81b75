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
}
