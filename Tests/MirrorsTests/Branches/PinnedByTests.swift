import Foundation
import Mirrors
import ReleaseModel
import Rolling
import Testing

@Suite("What others pin of a component", .timeLimit(.minutes(20)))
struct PinnedByTests {
  /// A repository `iree` and a repository `plugin` that pins it.
  private struct Family {
    let world: UpstreamWorld
    let iree: Component
    let plugin: Component
    let line: [Revision]
    let pinning: [Revision]

    init(_ pinned: [Int?]) async throws {
      world = try await UpstreamWorld()
      try await world.repository("iree")
      try await world.repository("plugin")
      let line = try await world.grow("iree", UpstreamCommit.line(10))
      self.line = line
      iree = try world.component("iree")
      let record = RecordedPins(
        format: .syncDeps, path: "tools/sync_deps.py", names: ["iree": iree.name])
      plugin = try world.component("plugin", records: [record])
      var commits: [UpstreamCommit] = []
      for (number, index) in pinned.enumerated() {
        let text = index.map { "PINNED_VERSIONS = {'iree': '\(line[$0])'}\n" } ?? "import os\n"
        commits.append(
          UpstreamCommit(subject: "Roll \(number)", files: ["tools/sync_deps.py": text]))
      }
      pinning = try await world.grow("plugin", commits)
    }

    func survey(pluginAt index: Int, pin: Int, rolls: Bool = true) async -> Survey {
      let roll = ScheduledRoll(component: plugin.name, source: .head, why: "a test")
      return await world.survey(
        iree, .pinnedBy(plugin.name), pin: GitPin(revision: line[pin]), others: [plugin],
        pins: [(plugin.name, .git(GitPin(revision: pinning[index])))],
        rolls: rolls ? [roll] : [])
    }
  }

  @Test("at its pin and each of its candidates, once each, only what is newer than ours")
  func candidates() async throws {
    let family = try await Family([1, 3, 3, 6, 2, 8])
    let survey = await family.survey(pluginAt: 1, pin: 2)
    #expect(survey.revisions == [family.line[3], family.line[6], family.line[8]])
    // A component that does not roll still pins what it pins.
    let still = await family.survey(pluginAt: 3, pin: 2, rolls: false)
    #expect(still.revisions == [family.line[6]])
  }

  @Test("a record that cannot be read is skipped and named; a stranger's commit is no candidate")
  func unreadable() async throws {
    let family = try await Family([3, nil, 5])
    let fork = try await family.world.grow(
      "iree", UpstreamCommit.line(1, from: 90), branch: "fork")
    try await family.world.grow(
      "plugin",
      [
        UpstreamCommit(
          subject: "Fork",
          files: ["tools/sync_deps.py": "PINNED_VERSIONS = {'iree': '\(fork[0])'}\n"])
      ])
    let survey = await family.survey(pluginAt: 0, pin: 2)
    #expect(survey.revisions == [family.line[3], family.line[5]])
    #expect(survey.skipped.count == 2)
    #expect(survey.skipped[0].why.contains("no PINNED_VERSIONS"))
    #expect(survey.skipped[1].why.contains("\(fork[0]), which is not on main"))
  }

  @Test("its own survey tells what each of its candidates records, and when that landed")
  func hints() async throws {
    let family = try await Family([1, 3, 6])
    let roll = ScheduledRoll(component: family.iree.name, source: .head, why: "a test")
    let survey = await family.world.survey(
      family.plugin, .head, pin: GitPin(revision: family.pinning[0]), others: [family.iree],
      pins: [(family.iree.name, .git(GitPin(revision: family.line[0])))], rolls: [roll])
    let name = family.iree.name
    #expect(
      survey.hints.map { $0.pins[name]?.description } == [1, 3, 6].map { "git:\(family.line[$0])" })
    #expect(survey.hints.map(\.revision.description) == family.pinning.map { "git:\($0)" })
    #expect(
      survey.hints.map { $0.landed[name]?.seconds } == [2, 4, 7].map { 1_700_000_000 + $0 * 3600 })
  }

  @Test("recorded-in: what the wheels of an index say that they were built from")
  func wheels() async throws {
    let world = try await UpstreamWorld()
    try await world.repository("iree")
    let line = try await world.grow("iree", UpstreamCommit.line(6))
    let record = RecordedPins(
      format: .wheelRevisions, path: "iree/compiler/version.py",
      names: ["IREE": try #require(ComponentName("iree"))])
    let compiler = Component(
      name: try #require(ComponentName("iree-base-compiler")),
      origin: .index(project: "iree-base-compiler"), records: [record])
    let standing = Sample.wheel("3.0")
    let wheels = BuiltWheels(of: ["3.0": line[1], "3.1": line[3], "3.2": line[4]])
    let roll = ScheduledRoll(
      component: compiler.name, source: .index(preReleases: false), why: "a test")
    let survey = await world.survey(
      try world.component("iree"), .recordedIn(compiler.name), pin: GitPin(revision: line[1]),
      others: [compiler], pins: [(compiler.name, .wheel(standing))], rolls: [roll],
      wheels: wheels)
    #expect(survey.revisions == [line[3], line[4]])
  }
}

/// An index whose wheels say what they were built from.
private struct BuiltWheels: WheelUpstream {
  let revisions: [String: Revision]

  init(of revisions: [String: Revision]) {
    self.revisions = revisions
  }

  func survey(_ question: SurveyQuestion) async -> Survey {
    let candidates = revisions.keys.sorted().dropFirst().map { version in
      Candidate(
        pin: .wheel(Sample.wheel(version)),
        landed: Timestamp(seconds: 1_700_000_000))
    }
    return Survey(component: question.component.name, answer: .known(candidates), pinned: nil)
  }

  func revisions(
    in pin: WheelPin, of component: Component, for targets: [Target]
  ) async -> Result<[String: Revision], UnreadWheel> {
    revisions["\(pin.version)"].map { .success(["IREE": $0]) }
      ?? .failure(UnreadWheel(because: "not there"))
  }
}
