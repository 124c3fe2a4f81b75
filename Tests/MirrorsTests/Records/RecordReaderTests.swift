import Git
import ReleaseModel
import Testing

@testable import Mirrors

@Suite("What a component records of others", .timeLimit(.minutes(20)))
struct RecordReaderTests {
  private let id = "f29895e5192c0525cbb4980813330ab2c750da70"

  @Test("requirements.txt: exact versions by their projects' normal names, nothing else followed")
  func requirements() throws {
    let text = """
      -f https://example.org/links.html
      # jaxlib==9
      iree-compiler==20231027.689
      JaxLib [cuda] == 0.4.20.dev20231027 ; python_version > "3" # a comment
      numpy>=1.20
      torch==2.*
      half==1 \\
        --hash=sha256:00
      -e ../jax
      evil @ https://example.org/evil.whl
      -r other.txt
      twice==1
      twice==2
      """
    let file = try RequirementsFile(Array(text.utf8))
    #expect(
      file.pins == [
        "iree-compiler": "20231027.689", "jaxlib": "0.4.20.dev20231027", "half": "1",
      ])
    #expect(file.open == ["numpy", "torch", "twice"])
  }

  @Test(".gitmodules: names and paths; the commit is the tree's, the URL is never read")
  func submodules() throws {
    let text = """
      ; a comment
      [submodule "third_party/triton"]
      \tpath = third_party/triton
      \turl = -u./payload
      [submodule "llvm"]
        path = "third_party/llvm-project"
        url = ../../x
      [core]
        path = elsewhere
      """
    let file = try SubmodulesFile(Array(text.utf8))
    #expect(
      file.paths == [
        "third_party/triton": "third_party/triton", "llvm": "third_party/llvm-project",
      ])
    let reader = try reader(.submodules, ["third_party/llvm-project": "iree"])
    let link = try #require(ObjectID(id))
    let reading = reader.reading(of: Array(text.utf8), links: ["third_party/llvm-project": link])
    #expect(reading == RecordReading(pins: [try name("iree"): id]))
  }

  @Test("version_info.json in our form and in the older one")
  func versionInfo() throws {
    let reader = try reader(.versionInfo, ["iree": "iree", "jaxlib": "jaxlib"])
    let ours = #"{"pins": {"iree": {"revision": "\#(id)"}, "jaxlib": {"version": "0.4.20"}}}"#
    let older = #"{"package-suffix": "", "iree-revision": "\#(id)", "jaxlib-version": "0.4.20"}"#
    for text in [ours, older] {
      let reading = reader.reading(of: Array(text.utf8))
      #expect(reading.pins == [try name("iree"): id, try name("jaxlib"): "0.4.20"])
      #expect(reading.problems == [])
    }
  }

  @Test("a wheel's version.py is read like any literal")
  func wheel() throws {
    let text = "PACKAGE_SUFFIX = \"\"\nVERSION = \"3\"\nREVISIONS = {\"IREE\": \"\(id)\"}\n"
    let reading = try reader(.wheelRevisions, ["IREE": "iree"]).reading(of: Array(text.utf8))
    #expect(reading.pins == [try name("iree"): id])
  }

  @Test("what is no full commit id or version is a problem, named and quoted, and no pin")
  func notPins() throws {
    let reader = try reader(.syncDeps, ["iree": "iree", "xla": "xla", "jax": "iree"])
    let text = "PINNED_VERSIONS = {'iree': 'main', 'xla': '\(id.prefix(12))'}\n"
    let reading = reader.reading(of: Array(text.utf8))
    #expect(reading.pins == [:])
    #expect(reading.problems.count == 3)
    #expect(reading.problems[0].contains("\"main\", which is not a full commit id"))
    let broken = try self.reader(.versionInfo, ["iree": "iree"]).reading(of: Array("[1,".utf8))
    #expect(broken.problems.count == 1 && broken.pins == [:])
  }

  private func reader(
    _ format: RecordedPins.Format, _ names: [String: String]
  ) throws -> RecordReader {
    let record = RecordedPins(
      format: format, path: format.rawValue, names: try names.mapValues { try name($0) })
    return RecordReader(
      record: record, origins: [try name("jaxlib"): .index(project: "jaxlib")])
  }

  private func name(_ text: String) throws -> ComponentName { try #require(ComponentName(text)) }
}
