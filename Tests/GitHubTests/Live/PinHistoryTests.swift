import Foundation
import ReleaseModel
import ReleaseRepository
import RollPlanning
import Rolling
import Testing

@testable import GitHub

@Suite("The history of the pins on a live forge", .timeLimit(.minutes(5)))
struct PinHistoryTests {
  private func write(
    _ forge: ReleaseRepository, on parent: Revision, _ path: String, _ text: String,
    _ message: String
  ) async throws -> Revision {
    try await forge.write(
      RollPlanning.CommitDraft(
        parent: parent, files: [path: Array(text.utf8)], message: message, date: ForgeWorld.now))
  }

  @Test("is the commits that changed version_info.json or lift a quarantine, newest first")
  func changes() async throws {
    try await LiveForge.run { live in
      let forge = try live.forge().releaseRepository
      _ = try await forge.refs(for: Samples.branch, main: Samples.main)
      let one = try await write(forge, on: live.base, "version_info.json", "one", "Roll one\n")
      let other = try await write(forge, on: one, "README.md", "hello", "Say hello\n")
      let lift = try await write(forge, on: other, "README.md", "yes", "Yes\n\nUnhold: iree\n")
      let two = try await write(forge, on: lift, "version_info.json", "two", "Roll two\n")
      let history = try await forge.pinHistory(of: two, limit: 100)
      #expect(history.map(\.revision) == [two, lift, one, live.base])
      #expect(
        history.map { String(decoding: $0.file, as: UTF8.self) }
          == ["two", "one", "one", String(decoding: LiveForge.file, as: UTF8.self)])
      #expect(history.map(\.message).first == "Roll two\n")
      #expect(try await forge.pinHistory(of: two, limit: 2) == Array(history.prefix(2)))
    }
  }
}
