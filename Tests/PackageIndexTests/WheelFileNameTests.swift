import ReleaseModel
import Testing

@testable import PackageIndex

@Suite("The name of a wheel", .timeLimit(.minutes(20)))
struct WheelFileNameTests {
  @Test("is taken apart into project, version, build and tags")
  func parts() throws {
    let name = try #require(
      WheelFileName(
        "IREE_Base.Compiler-3.12.0rc20260822-1b-cp311-abi3-"
          + "manylinux_2_27_x86_64.manylinux2014_x86_64.whl"))
    #expect(name.project == Sample.project)
    #expect(name.version == PythonVersion("3.12.0rc20260822"))
    #expect(name.build == WheelFileName.Build(number: 1, rest: "b"))
    #expect(name.pythonTags == ["cp311"])
    #expect(name.abiTags == ["abi3"])
    #expect(name.platformTags == ["manylinux_2_27_x86_64", "manylinux2014_x86_64"])
  }

  @Test(
    "keeps epochs, local parts and post releases", arguments: ["1!2.0", "1.0+cpu.1", "1.0.post3"])
  func versions(_ version: String) throws {
    let name = try #require(WheelFileName("a-\(version)-py3-none-any.whl"))
    #expect(name.version.description == version)
  }

  @Test(
    "is refused when it is none",
    arguments: [
      "a-1.0.tar.gz", "a-1.0-py3-none.whl", "a-x.y-py3-none-any.whl", "a-1.0-b-py3-none-any.whl",
      "a-1.0-py3-none-any-1-2.whl", "-1.0-py3-none-any.whl", "a-1.0-py3..py2-none-any.whl",
      "../a-1.0-py3-none-any.whl",
    ])
  func refused(_ text: String) {
    #expect(WheelFileName(text) == nil)
  }
}
