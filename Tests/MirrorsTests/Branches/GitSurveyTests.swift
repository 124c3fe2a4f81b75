import Foundation
import Mirrors
import ReleaseModel
import Testing

@Suite("A survey of a repository", .timeLimit(.minutes(20)))
struct GitSurveyTests {
  @Test("head: the first-parent commits after the pin, oldest first, landed in order")
  func head() async throws {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    var line = try await world.grow("iree", UpstreamCommit.line(3))
    // A commit whose clock ran an hour behind, and a merge of two commits from beside.
    line += try await world.grow(
      "iree", [UpstreamCommit(subject: "Behind", seconds: 1_700_000_100)])
    try await world.git("-C", "served/iree", "branch", "side", "main")
    let side = try await world.grow("iree", UpstreamCommit.line(2, from: 30), branch: "side")
    line += try await world.grow(
      "iree", [UpstreamCommit(subject: "Merge", seconds: 1_700_900_000, merging: "\(side[1])")])
    let survey = await world.survey(
      try world.component("iree"), .head, pin: GitPin(revision: line[1]))
    #expect(survey.revisions == Array(line[2...]))
    let candidates = survey.candidates
    #expect(candidates.map(\.landed) == candidates.map(\.landed).sorted())
    #expect(candidates.map(\.subject) == ["Change 3", "Behind", "Merge"])
    #expect(survey.pinned == Timestamp(seconds: 1_700_007_200))
    #expect(
      await world.survey(
        try world.component("iree"), .head, pin: GitPin(revision: line[4])
      ).answer == .known([]))
  }

  @Test("head with paths: only commits that touch them")
  func paths() async throws {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    let line = try await world.grow(
      "iree",
      [
        UpstreamCommit(subject: "0", files: ["compiler/a": "1", "docs/x": "1"]),
        UpstreamCommit(subject: "1", files: ["docs/x": "2"]),
        UpstreamCommit(subject: "2", files: ["compiler/deep/b": "1"]),
        UpstreamCommit(subject: "3", files: ["docs/x": "3"]),
        UpstreamCommit(subject: "4", files: ["CMakeLists.txt": "1"]),
      ])
    let component = try world.component("iree")
    let roll = ScheduledRoll(
      component: component.name, source: .head, why: "a test",
      paths: ["compiler", "CMakeLists.txt"])
    let survey = await world.survey(
      component, .head, pin: GitPin(revision: line[0]), rolls: [roll])
    #expect(survey.revisions == [line[2], line[4]])
  }

  @Test("head with a green mark: only commits that upstream tagged so")
  func green() async throws {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    let line = try await world.grow("iree", UpstreamCommit.line(6))
    for index in [0, 2, 4] { try await world.tag("iree", "green-\(index)", at: line[index]) }
    let component = try world.component("iree")
    let roll = ScheduledRoll(
      component: component.name, source: .head, why: "a test", green: .tags("green-*"))
    let survey = await world.survey(
      component, .head, pin: GitPin(revision: line[0]), rolls: [roll])
    #expect(survey.labels == ["green-2", "green-4"])
  }

  @Test("tags: in the branch's order, the newest name of each commit, strangers named as skipped")
  func tags() async throws {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    let line = try await world.grow("iree", UpstreamCommit.line(8))
    let off = try await world.grow(
      "iree", UpstreamCommit.line(1, from: 70), branch: "patch", replacing: line[2])
    let names = [
      "iree-3.9.0rc20260101": line[1], "iree-3.9.0rc20260102": line[2],
      "iree-3.12.0rc20260103": line[4], "iree-3.12.0rc20260104": line[4],
      // A candidate of the old version after the new one's: the branch decides.
      "iree-3.9.0rc20260105": line[6], "latest": line[7], "iree-3.13.0rc1": off[0],
    ]
    for (name, revision) in names { try await world.tag("iree", name, at: revision) }
    try await world.git(
      "-C", "served/iree", "tag", "--annotate", "--message=x", "iree-3.12.0rc20260106",
      "\(line[7])")
    let pin = GitPin(revision: line[1], label: "iree-3.9.0rc20260101")
    let survey = await world.survey(try world.component("iree"), .tags("iree-*rc*"), pin: pin)
    #expect(
      survey.labels == [
        "iree-3.9.0rc20260102", "iree-3.12.0rc20260104", "iree-3.9.0rc20260105",
        "iree-3.12.0rc20260106",
      ])
    #expect(survey.revisions == [line[2], line[4], line[6], line[7]])
    #expect(survey.skipped.map(\.label) == ["iree-3.13.0rc1"])
    #expect(survey.skipped.first?.why.contains("not on main") == true)
  }

  @Test("a server without version 2 and without filters gives the same answers")
  func oldServer() async throws {
    let world = try await UpstreamWorld(isOldProtocol: true)
    try await world.repository("iree", filters: false)
    let line = try await world.grow("iree", UpstreamCommit.line(5))
    try await world.tag("iree", "v2", at: line[3])
    let component = try world.component("iree")
    let pin = GitPin(revision: line[0])
    #expect(await world.survey(component, .head, pin: pin).revisions == Array(line[1...]))
    #expect(await world.survey(component, .tags("v*"), pin: pin).revisions == [line[3]])
  }
}
