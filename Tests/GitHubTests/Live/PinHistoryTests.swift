import Foundation
import ReleaseModel
import ReleaseRepository
import RollPlanning
import Rolling
import Testing

@testable import GitHub

@Suite("The history of the pins on a live forge", .timeLimit(.minutes(20)))
struct PinHistoryTests {
  private func write(
    _ forge: ReleaseRepository, on parent: Revision, _ path: String, _ text: String,
    _ message: String
  ) async throws -> Revision {
    try await forge.write(
      RollPlanning.CommitDraft(
        parent: parent, files: [path: Array(text.utf8)], message: message, date: ForgeWorld.now))
  }

  /// The forge's first file, with iree at the commit of which all digits are `digit`.
  private func pinned(_ digit: Character) -> String {
    String(decoding: LiveForge.file, as: UTF8.self)
      .replacing(String(repeating: "1", count: 40), with: String(repeating: digit, count: 40))
  }

  @Test("is the commits that changed version_info.json or lift a quarantine, newest first")
  func changes() async throws {
    try await LiveForge.run { live in
      let forge = try live.forge().releaseRepository
      _ = try await forge.refs(for: Samples.branch, main: Samples.main)
      let one = try await write(
        forge, on: live.base, "version_info.json", pinned("2"), "Roll one\n")
      let other = try await write(forge, on: one, "README.md", "hello", "Say hello\n")
      let lift = try await write(forge, on: other, "README.md", "yes", "Yes\n\nUnhold: iree\n")
      let two = try await write(forge, on: lift, "version_info.json", pinned("3"), "Roll two\n")
      let history = try await forge.pinHistory(of: two, limit: 100)
      #expect(history.map(\.revision) == [two, lift, one, live.base])
      #expect(
        history.map { $0.pins?[ComponentName("iree")!]?.name.first } == ["3", "2", "2", "1"])
      #expect(history.map(\.message).first == "Roll two\n")
      #expect(try await forge.pinHistory(of: two, limit: 2) == Array(history.prefix(2)))
    }
  }
}
