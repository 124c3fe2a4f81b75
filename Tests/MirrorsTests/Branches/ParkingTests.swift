import Foundation
import Mirrors
import ReleaseModel
import Testing

@Suite("A repository whose history changed", .timeLimit(.minutes(20)))
struct ParkingTests {
  @Test("a forced push that drops the pin parks the component, both heads named; others go on")
  func dropped() async throws {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    try await world.repository("jax")
    let line = try await world.grow("iree", UpstreamCommit.line(6))
    let jax = try await world.grow("jax", UpstreamCommit.line(3))
    let component = try world.component("iree")
    let pin = GitPin(revision: line[4])
    #expect(await world.survey(component, .head, pin: pin).revisions == [line[5]])
    let forced = try await world.grow(
      "iree", UpstreamCommit.line(3, from: 50), replacing: line[2])
    for _ in 0..<2 {
      let why = try #require(await world.survey(component, .head, pin: pin).parkedBecause)
      #expect(why.contains("\(line[5])") && why.contains("\(forced[2])"))
      #expect(why.contains("dropped the pinned \(line[4])"))
    }
    let other = await world.survey(
      try world.component("jax"), .head, pin: GitPin(revision: jax[0]))
    #expect(other.revisions == [jax[1], jax[2]])
    // A person pins the new line: it goes on.
    let anew = await world.survey(component, .head, pin: GitPin(revision: forced[0]))
    #expect(anew.revisions == [forced[1], forced[2]])
  }

  @Test("a cache that was deleted still knows that the pin is gone")
  func withoutCache() async throws {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    let line = try await world.grow("iree", UpstreamCommit.line(4))
    let forced = try await world.grow(
      "iree", UpstreamCommit.line(1, from: 50), replacing: line[1])
    let survey = await world.survey(
      try world.component("iree"), .head, pin: GitPin(revision: line[3]))
    let why = try #require(survey.parkedBecause)
    #expect(why.contains("\(line[3]) is not on main") && why.contains("\(forced[0])"))
  }

  @Test("a forced push behind the pin parks it too, until a person pins the new line")
  func forced() async throws {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    let line = try await world.grow("iree", UpstreamCommit.line(6))
    let component = try world.component("iree")
    let pin = GitPin(revision: line[1])
    #expect(await world.survey(component, .head, pin: pin).revisions.count == 4)
    let forced = try await world.grow(
      "iree", UpstreamCommit.line(2, from: 50), replacing: line[3])
    let why = try #require(await world.survey(component, .head, pin: pin).parkedBecause)
    #expect(why.contains("forced from \(line[5]) to \(forced[1])"))
    let anew = await world.survey(component, .head, pin: GitPin(revision: forced[0]))
    #expect(anew.revisions == [forced[1]])
  }

  @Test("a revision that no branch ever had is parked, and not fetched")
  func vanished() async throws {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    let line = try await world.grow("iree", UpstreamCommit.line(2))
    let fork = try await world.grow("iree", UpstreamCommit.line(1, from: 9), branch: "fork")
    let nowhere = try #require(Revision(String(repeating: "ab", count: 20)))
    for revision in [fork[0], nowhere] {
      let survey = await world.survey(
        try world.component("iree"), .head, pin: GitPin(revision: revision))
      let why = try #require(survey.parkedBecause)
      #expect(why.contains("\(revision)") && why.contains("\(line[1])"))
    }
  }

  @Test("a tag that moved parks the component, both commits named")
  func movedTag() async throws {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    let line = try await world.grow("iree", UpstreamCommit.line(6))
    for (index, revision) in line.enumerated() {
      try await world.tag("iree", "v\(index)", at: revision)
    }
    let component = try world.component("iree")
    let pin = GitPin(revision: line[2], label: "v2")
    #expect(await world.survey(component, .tags("v*"), pin: pin).labels == ["v3", "v4", "v5"])
    // One behind the pin changes nothing that we use.
    try await world.tag("iree", "v0", at: line[1])
    #expect(await world.survey(component, .tags("v*"), pin: pin).labels == ["v3", "v4", "v5"])
    try await world.tag("iree", "v4", at: line[5])
    let why = try #require(await world.survey(component, .tags("v*"), pin: pin).parkedBecause)
    #expect(why.contains("v4") && why.contains("from \(line[4]) to \(line[5])"))
  }

  @Test("the pinned tag itself is compared with the pin, without any memory")
  func movedPin() async throws {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    let line = try await world.grow("iree", UpstreamCommit.line(4))
    try await world.tag("iree", "v1", at: line[3])
    let survey = await world.survey(
      try world.component("iree"), .tags("v*"), pin: GitPin(revision: line[1], label: "v1"))
    let why = try #require(survey.parkedBecause)
    #expect(why.contains("from \(line[1]) to \(line[3])"))
  }
}
