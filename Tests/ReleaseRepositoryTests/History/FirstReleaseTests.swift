import Git
import ReleaseModel
import ReleaseRepository
import Testing

@Suite(.timeLimit(.minutes(20))) struct FirstReleaseTests {
  @Test("the first release with an upstream commit, whether pins went forward or back")
  func containing() async throws {
    let upstream = try ReleaseWorld()
    let commits = try (0..<6).map { try upstream.commit("c\($0)", ["f": "\($0)"]) }
    let world = try ReleaseWorld()
    // Forward to 3, back to 1, forward to 4.
    for (day, index) in [0, 3, 1, 4].enumerated() {
      try world.commit("pin", [VersionInfo.path: pinning("iree", at: commits[index])])
      try world.tag("v0.1.0.dev2026112\(day)001")
    }
    let history = ReleaseHistory(world.repository)
    let expected = ["0", "1", "1", "1", "3", nil]
    for (index, day) in expected.enumerated() {
      let revision = try #require(Revision(commits[index].hexadecimal))
      let found = try await history.firstRelease(
        of: try name("iree"), containing: revision, in: upstream.repository)
      #expect(found?.tag.description == day.map { "v0.1.0.dev2026112\($0)001" })
    }
  }

  @Test("the first release with a version of a wheel, or a later one")
  func version() async throws {
    let world = try ReleaseWorld()
    for (day, version) in ["3.9.0", "3.10.0", "3.12.0"].enumerated() {
      try world.commit("pin", [VersionInfo.path: pinning("jaxlib", version: version)])
      try world.tag("v0.1.0.dev2026112\(day)001")
    }
    let history = ReleaseHistory(world.repository)
    let wanted = try #require(PythonVersion("3.11.0"))
    let found = try await history.firstRelease(of: try name("jaxlib"), at: wanted)
    #expect(found?.tag.description == "v0.1.0.dev20261122001")
    #expect(found?.pin.label == "3.12.0")
    let later = try #require(PythonVersion("4"))
    #expect(try await history.firstRelease(of: try name("jaxlib"), at: later) == nil)
  }
}

private func pinning(_ component: String, at id: ObjectID) -> String {
  """
  { "package-version": "0.1.0", "package-suffix": "",
    "pins": { "\(component)": { "revision": "\(id)" } } }

  """
}

private func pinning(_ component: String, version: String) -> String {
  let hash = String(repeating: "ab", count: 32)
  return """
    { "package-version": "0.1.0", "package-suffix": "",
      "pins": { "\(component)": { "version": "\(version)", "files": { "linux-x86_64": "sha256:\(hash)" } } } }

    """
}
