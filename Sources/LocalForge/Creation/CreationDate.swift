import Foundation
import JSON

/// When a forge was founded: anything older is history, and is not finished any more.
struct CreationDate: Sendable {
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

  /// `now`, or the second after the newest date in the history of `reference` where that lies ahead: by
  /// a wrong clock of whoever committed, what a forge began with would seem to be younger than it.
  func after(_ now: Timestamp, _ reference: String) async -> Timestamp {
    let dates = (try? await git.output(["log", "--format=%ct", reference])) ?? ""
    let newest = dates.split(separator: "\n").compactMap { Int64($0) }.max() ?? 0
    return max(now, Timestamp(Date(timeIntervalSince1970: Double(newest + 1))))
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
