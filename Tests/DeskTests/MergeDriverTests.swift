import ChangeChecks
import Foundation
import ReleaseModel
import TestKit
import Testing

@testable import Desk

@Suite("The merge driver", .timeLimit(.minutes(20)))
struct MergeDriverTests {
  private func merge(
    _ world: DeskWorld, ours: (String) throws -> String, theirs: (String) throws -> String,
    answers: @escaping UpstreamAnswers = { _ in [:] }
  ) throws -> (end: MergeDriver.End, text: String) {
    let base = try world.text()
    let end = try MergeDriver(in: try world.place(), answers: answers).merge(
      base: Array(base.utf8), ours: Array(try ours(base).utf8),
      theirs: Array(try theirs(base).utf8))
    return (end, String(decoding: end.bytes, as: UTF8.self))
  }

  private func pinning(_ name: String, _ digit: Character) -> (String) throws -> String {
    { try DeskWorld.pinning($0, name, String(repeating: digit, count: 40)) }
  }

  @Test("two neighbouring bumps are both taken, which lines alone cannot")
  func neighbours() throws {
    let (end, text) = try merge(
      DeskWorld(), ours: pinning("iree", "d"), theirs: pinning("openxla-pjrt-plugin", "e"))
    #expect(end.isClean && end.told.isEmpty)
    let pins = try VersionInfo.read(Array(text.utf8)).pins
    #expect(pins[ComponentName("iree")!]?.label.hasPrefix("ddd") == true)
    #expect(pins[ComponentName("openxla-pjrt-plugin")!]?.label.hasPrefix("eee") == true)
  }

  @Test("the later version wins; two revisions that no mirror knows are a conflict with a remedy")
  func conflict() throws {
    let versions = { (version: String) in
      { (text: String) in
        try text.edited("\"\(FixtureRelease.jaxlib)\"", to: "\"\(version)\"")
      }
    }
    let (end, text) = try merge(
      DeskWorld(), ours: { try pinning("iree", "d")(versions("0.4.30")($0)) },
      theirs: { try pinning("iree", "e")(versions("0.4.31")($0)) })
    let told = end.told.joined(separator: "\n")
    #expect(!end.isClean && told.contains("moved forward: jaxlib"))
    #expect(told.contains("hint: keep one side of each"))
    #expect(text.contains("<<<<<<< ours\n    \"iree\"") && text.contains("\"0.4.31\""))
    #expect(!text.contains("\"0.4.30\""))
  }

  @Test("of two revisions the later one wins where a mirror shows it")
  func descent() throws {
    let iree = ComponentName("iree")!
    let (end, text) = try merge(
      DeskWorld(), ours: pinning("iree", "d"), theirs: pinning("iree", "e")
    ) { questions in
      guard case .commit(let asked)? = questions.first, let from = asked.from else { return [:] }
      // Along the digits: the pin of the fixture, d, e.
      let isForward = !"\(from)".hasPrefix("e") && !"\(asked.to)".hasPrefix("f2")
      return [
        iree: UpstreamAnswer(membership: .onBranch, movement: isForward ? .forward : .backward)
      ]
    }
    #expect(end.isClean && end.told.joined().contains("moved forward: iree"), "\(end.told)")
    #expect(text.contains(String(repeating: "e", count: 40)))
  }

  @Test("files that cannot be read as pins are merged by their lines, and that is said")
  func lines() throws {
    let (end, _) = try merge(
      DeskWorld(), ours: { $0.replacing("{", with: "[") }, theirs: pinning("iree", "e"))
    #expect(end.told.joined().contains("merged line by line"))
  }
}
