import ReleaseModel
import Testing

@Suite("Packages as package.json describes them")
struct PackageRecipeTests {
  @Test("one word chooses the flavour, whose members stand in place of those at the top")
  func flavour() throws {
    var files = try Fixtures.valid.files(of: "package-flavours")
    let whole = try #require(PackageName("whole"))
    let source = try #require(ReleaseConfiguration.read(files: files).packages[whole])
    #expect(
      source
        == PackageRecipe(
          name: whole, flavour: PlainWord("source"),
          inputs: [
            PackageInput(
              component: try #require(ComponentName("iree")),
              paths: ["compiler", "CMakeLists.txt"])
          ],
          needs: [try #require(PackageName("runtime"))],
          plugins: [try #require(PlainWord("openxla-cublas"))],
          targets: [try #require(TargetName("linux"))]))
    let path = "packages/whole/package.json"
    let text = String(decoding: try #require(files[path]), as: UTF8.self)
    files[path] = Array(
      text.replacing("\"flavour\": \"source\"", with: "\"flavour\": \"wheel\"").utf8)
    let wheel = try #require(ReleaseConfiguration.read(files: files).packages[whole])
    #expect(wheel.components.map(\.description) == ["compiler"])
    #expect(wheel.needs == [])
    #expect(wheel.plugins == [])
  }

  @Test("the closure has what is needed, however far, and nothing else")
  func closure() {
    func recipe(_ name: String, _ needs: [String]) -> PackageRecipe {
      PackageRecipe(
        name: PackageName(name)!, inputs: [], needs: needs.map { PackageName($0)! }, targets: [])
    }
    let all = [
      recipe("plugin", ["compiler"]), recipe("compiler", ["runtime"]), recipe("runtime", []),
      recipe("other", ["runtime"]),
    ]
    #expect(
      all.closure(of: [PackageName("plugin")!]).map(\.name.description)
        == ["plugin", "compiler", "runtime"])
    #expect(all.closure(of: []) == [])
  }
}
