import Foundation
import JSON

/// When a forge was founded: what is older than that is history, and nobody finishes it.
struct FoundingDate: Sendable {
  static let setting = "roller.founded"

  let git: GitTool

  /// The recorded date; nil for a forge that was made before dates were.
  func recorded() async -> Timestamp? {
    await git.line(["config", "--get", Self.setting]).flatMap { Timestamp($0) }
  }

  /// Records the date of a forge that has none: the oldest fact that is known of it.
  func record() async throws {
    guard await recorded() == nil, let oldest = await oldest() else { return }
    _ = try await git.output(["config", Self.setting, oldest.description])
  }

  private func oldest() async -> Timestamp? {
    let head = git.repository + "/HEAD"
    let changed = try? FileManager.default.attributesOfItem(atPath: head)[.modificationDate]
    let dates = [(changed as? Date).map { Timestamp($0) }, await firstState()]
    return dates.compactMap(\.self).min()
  }

  /// When the forge's state was first written.
  private func firstState() async -> Timestamp? {
    let arguments = ["cat-file", "blob", "\(StateStore.referenceText):forge.json"]
    guard let text = try? await git.output(arguments),
      let json = try? JSONValue(parsing: Array(text.utf8))
    else { return nil }
    return json["created-at"]?.string.flatMap { Timestamp($0) }
  }
}
