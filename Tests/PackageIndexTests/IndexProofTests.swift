import Digest
import Errors
import ReleaseModel
import Rolling
import Testing

@testable import PackageIndex

@Suite("What an index proves of a wheel pin", .timeLimit(.minutes(20)))
struct IndexProofTests {
  private let path = "/simple/iree-base-compiler/"
  private let listed = Sample.wheels("3.9.0") + Sample.wheels("3.10.0")

  private func standing(
    _ page: IndexWorld.Page, _ pin: WheelPin, of component: Component = Sample.component()
  ) async throws -> WheelStanding {
    try await withIndex { world in
      await world.set(path, page)
      let index = try world.index()
      return await IndexProof(IndexLookup { index }).standing(of: pin, of: component)
    }
  }

  @Test("a version with a file of each pinned hash is listed, a withdrawn one too")
  func present() async throws {
    #expect(
      try await standing(.json(Sample.page(listed)), Sample.bothPinned("3.10.0")) == .listed)
    let yanked = Sample.wheels("3.11.0", yanked: "\"broken\"")
    #expect(
      try await standing(.json(Sample.page(yanked)), Sample.bothPinned("3.11.0")) == .listed)
  }

  @Test("hashes of another version are not this version's, and each target is named")
  func otherFiles() async throws {
    let page = IndexWorld.Page.json(Sample.page(listed))
    var pin = Sample.bothPinned("3.10.0")
    pin.files[Sample.arm.name] = Sample.bothPinned("3.9.0").files[Sample.arm.name]
    #expect(try await standing(page, pin) == .otherFiles([Sample.arm.name]))
    pin.files[Sample.x86.name] = PerPython(Sample.digest("never uploaded"))
    #expect(try await standing(page, pin) == .otherFiles([Sample.arm.name, Sample.x86.name]))
  }

  @Test("a version or a project that the index answers without is absent")
  func absent() async throws {
    let pin = Sample.bothPinned("3.12.0")
    #expect(try await standing(.json(Sample.page(listed)), pin) == .absent)
    let bare = Sample.page(listed, versions: ["3.12.0"])
    #expect(try await standing(.json(bare), pin) == .absent)
    #expect(try await standing(.status(404), pin) == .absent)
  }

  @Test("an index that does not answer, or tells no hash, proves nothing")
  func unknown() async throws {
    let pin = Sample.bothPinned("3.10.0")
    guard case .unknown(let why, _) = try await standing(.status(403), pin) else {
      Issue.record("taken for an answer")
      return
    }
    #expect(why.contains("answered 403"))
    let name = Sample.wheelName("3.10.0")
    let html = IndexWorld.Page.html("<a href=\"../../files/\(name)\">\(name)</a>")
    guard case .unknown(let why, _) = try await standing(html, pin) else {
      Issue.record("taken for an answer")
      return
    }
    #expect(why == "the index has no sha256 for \(name)")
    let lookup = IndexLookup { () throws(Failure) in
      throw Failure(
        .unavailable, doing: "reading pip's configuration", found: "no pip", hint: "install it")
    }
    let none = await IndexProof(lookup).standing(of: pin, of: Sample.component())
    #expect(
      none == .unknown(because: "reading pip's configuration: no pip", hint: "install it"))
  }

  @Test("all pins of a run are held against one reading of the configuration and of the page")
  func remembered() async throws {
    try await withIndex { world in
      await world.set(path, .json(Sample.page(listed)))
      let index = try world.index()
      let opened = Opened()
      let proof = IndexProof(
        IndexLookup {
          await opened.count()
          return index
        })
      let versions = ["3.9.0", "3.10.0", "3.11.0", "3.12.0"]
      let standings = await withTaskGroup(of: WheelStanding.self) { group in
        for version in versions {
          group.addTask {
            await proof.standing(of: Sample.bothPinned(version), of: Sample.component())
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(standings.count(where: { $0 == .listed }) == 2)
      #expect(standings.count(where: { $0 == .absent }) == 2)
      #expect(await world.count("/simple/iree-base-compiler") == 1)
      #expect(await opened.times == 1)
    }
  }
}

private actor Opened {
  private(set) var times = 0

  func count() { times += 1 }
}
