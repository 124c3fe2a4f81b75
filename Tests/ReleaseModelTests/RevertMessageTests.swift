import ReleaseModel
import Testing

@Suite("What git revert says", .timeLimit(.minutes(20)))
struct RevertMessageTests {
  private static let id = String(repeating: "a1", count: 20)
  private static let other = String(repeating: "b2", count: 20)

  @Test(
    "names the commit in every form that git writes",
    arguments: [
      "Revert \"x\"\n\nThis reverts commit \(id).\n",
      "Revert \"x\"\r\n\r\nThis reverts commit \(id).\r\n",
      "Revert \"x\"\n\nThis reverts commit \(id), reversing\nchanges made to \(other).\n",
      "Revert \"x\"\n\nThis reverts commit \(id), reversing changes made to \(other).\n",
    ])
  func names(_ message: String) {
    #expect(RevertMessage(message)?.reverted.map(\.description) == [Self.id])
  }

  @Test("two reverts in one message are two")
  func two() {
    let message = "Back\n\nThis reverts commit \(Self.id).\nThis reverts commit \(Self.other).\n"
    #expect(RevertMessage(message)?.reverted.map(\.description) == [Self.id, Self.other])
  }

  @Test(
    "is not found where no whole commit is named",
    arguments: [
      "Roll iree", "", "This reverts commit a1b2c3 (x, 2026-11-01).", "This reverts commit .",
      "He says: This reverts commit \(id).",
    ])
  func isNone(_ message: String) {
    #expect(RevertMessage(message) == nil)
  }
}
