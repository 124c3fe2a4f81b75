import Digest
import JSON
import ReleaseModel
import Testing

@Suite("Several Pythons of a target", .timeLimit(.minutes(5)))
struct PythonsTests {
  private let old = PythonTag("cp311")!
  private let new = PythonTag("cp313")!
  private let linux = TargetName("linux")!
  private let compiler = ComponentName("compiler")!

  private func digest(_ text: String) -> SHA256Digest { SHA256Digest(of: text) }

  private func pin(_ files: [PythonTag: SHA256Digest]) -> WheelPin {
    WheelPin(
      version: PythonVersion("3.9.0")!, byPython: [linux: PerPython(files)].compactMapValues(\.self)
    )
  }

  @Test("a Python is a CPython 3, and prints as it is written")
  func tags() {
    #expect(old.description == "cp311" && old.version == "3.11" && old < new)
    for text in ["cp27", "cp3", "cp3100", "cp301", "cp3-1", "cp3+9", "py311", "3.11", ""] {
      #expect(PythonTag(text) == nil, "\(text)")
    }
  }

  @Test("files that are the same for every Python are the pin of one file, to the last byte")
  func sameFile() throws {
    let one = WheelPin(version: PythonVersion("3.9.0")!, files: [linux: digest("x")])
    let same = pin([old: digest("x"), new: digest("x")])
    #expect(same == one)
    #expect(Pin.wheel(same).identity.description == "wheel:3.9.0:linux=\(digest("x"))")
    #expect(Pin.wheel(same).recorded["files"]?["linux"]?.string == "\(digest("x"))")
  }

  @Test("an identity names each Python where the files differ, and parses back")
  func identity() throws {
    let identity = Pin.wheel(pin([new: digest("b"), old: digest("a")])).identity
    #expect(
      identity.description
        == "wheel:3.9.0:linux/cp311=\(digest("a")),linux/cp313=\(digest("b"))")
    #expect(PinIdentity(identity.description) == identity)
    for text in [
      "wheel:3.9.0:linux/cp311=\(digest("a")),linux/cp313=\(digest("a"))",
      "wheel:3.9.0:linux/cp311=\(digest("a"))", "wheel:3.9.0:linux/3.11=\(digest("a"))",
      "wheel:3.9.0:linux=\(digest("a")),linux/cp313=\(digest("b"))",
    ] { #expect(PinIdentity(text) == nil, "\(text)") }
  }

  @Test("a file for one more Python is added to a version; another file for the same is replaced")
  func replaced() {
    let one = pin([old: digest("a")])
    #expect(one.replacedTarget(in: pin([old: digest("a"), new: digest("b")])) == nil)
    #expect(one.replacedTarget(in: pin([new: digest("b")])) == linux)
    #expect(one.replacedTarget(in: pin([:])) == nil)
  }

  private func text(_ files: String) -> String {
    """
    {
      "package-version": "0.1.0",
      "package-suffix": "",
      "pins": {
        "compiler": { "version": "3.9.0", "files": { "linux": \(files) } }
      }
    }

    """
  }

  private func both(_ one: String, _ other: String) -> String {
    "{ \"cp311\": \"\(digest(one))\", \"cp313\": \"\(digest(other))\" }"
  }

  @Test("the canonical form of the file has one hash where the Pythons' are the same")
  func canonical() throws {
    let same = try VersionInfo.canonical(Array(text(both("x", "x")).utf8))
    #expect(String(decoding: same, as: UTF8.self) == text("\"\(digest("x"))\""))
    let loose = text(
      both("a", "b").replacing(": ", with: ":").uppercased().replacing("CP", with: "cp")
    )
    .replacing("SHA256:", with: "sha256:")
    let differing = try VersionInfo.canonical(Array(loose.utf8))
    #expect(String(decoding: differing, as: UTF8.self) == text(both("a", "b")))
  }

  @Test("a bump writes the file of each Python in canonical form, and one where they are the same")
  func moving() throws {
    let before = try VersionInfo.read(Array(text("\"\(digest("x"))\"").utf8))
    let from = try #require(before.pins[compiler])
    let each = Pin.wheel(pin([old: digest("a"), new: digest("b")]))
    let moved = try before.moving([Bump(component: compiler, from: from, to: each)])
    #expect(String(decoding: moved.bytes, as: UTF8.self) == text(both("a", "b")))
    #expect(moved.pins[compiler] == each)
    let back = try moved.moving([Bump(component: compiler, from: each, to: from)])
    #expect(back.bytes == before.bytes)
  }

  private func configuration() throws -> ReleaseConfiguration {
    try ReleaseConfiguration.read(files: Fixtures.valid.files(of: "pythons"))
  }

  @Test("a target has its Pythons in order, the first of which runs everything")
  func targets() throws {
    let configuration = try configuration()
    let target = try #require(configuration[target: linux])
    #expect(target.pythons.map(\.tag) == [old, new])
    #expect(target.pythons.map(\.image) == ["linux", "linux-debian13"])
    let package = try #require(configuration.packages[PackageName("whole")!])
    #expect(target.pythons(of: package).map(\.tag) == [new])
    #expect(package.targets[linux]?.brief.checks == ["install"])
    guard case .wheel(let pin)? = configuration.versionInfo.pins[compiler] else {
      Issue.record("no wheel pin")
      return
    }
    #expect(package.files(of: pin, for: linux)?.values.map(\.python) == [nil])
    #expect(
      package.files(of: pin, for: linux)?[new]?.hexadecimal == String(repeating: "b", count: 64))
  }

  @Test("a target with one Python reads in either form, as the same")
  func oneForm() throws {
    let target = try ReleaseConfiguration.read(files: Fixtures.valid.files(of: "cron-in-full"))
    #expect(target[target: linux]?.pythons == [Target.Python(old, image: "linux")])
  }

  @Test(
    "other Pythons run install, version and one program, unless the package says what",
    arguments: [
      (["install", "version", "tools", "a/cpu/x", "b/cpu/x"], ["install", "version", "a/cpu/x"]),
      (["install", "tools"], ["install"]), (["tools"], ["tools"]),
    ])
  func brief(checks: [String], expected: [String]) throws {
    var files = try Fixtures.valid.files(of: "pythons")
    let path = "packages/whole/package.json"
    var package = try #require(try JSONValue(parsing: files[path] ?? []).object)
    let groups = checks.map { name -> JSONValue in
      let parts = name.split(separator: "/").map { JSONValue.string(String($0)) }
      guard parts.count == 3 else { return ["package": [.string(name)]] }
      return ["via": parts[2], "programs": [parts[0]], "devices": [parts[1]]]
    }
    package["devices"] = ["cpu": ["flags": [["--a"]]]]
    package["targets"] = ["linux": ["checks": .array(groups)]]
    files[path] = Array(JSONValue.object(package).text().utf8)
    let read = try ReleaseConfiguration.read(files: files).packages[PackageName("whole")!]
    #expect(read?.targets[linux]?.brief.checks == expected)
    #expect(read?.targets[linux]?.checks == checks)
  }

  @Test(
    "a component needs files for the Pythons of the packages that take it, and else for the first")
  func demand() throws {
    let configuration = try configuration()
    let targets = configuration.targets.filter(\.isEnabled)
    let demand = configuration.demand
    #expect(demand.targets(targets, of: compiler).map { $0.pythons.map(\.tag) } == [[new]])
    let stranger = ComponentName("stranger")!
    #expect(demand.targets(targets, of: stranger).map { $0.pythons.map(\.tag) } == [[old]])
    let package = try #require(configuration.packages[PackageName("whole")!])
    let every = PackageRecipe(
      name: PackageName("every")!, inputs: package.inputs, needs: [], build: package.build,
      targets: package.targets)
    #expect(
      PythonDemand([every], others: [package]).targets(targets, of: compiler)[0].pythons.map(\.tag)
        == [old, new])
    #expect(
      PythonDemand([], others: [package]).targets(targets, of: compiler)[0].pythons.map(\.tag)
        == [new])
  }
}
