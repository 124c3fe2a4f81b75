/// A branch of ours from which a pull request leads to main: `roll/<schedule>` for the bumps of a
/// schedule, `pin/<component>+<component>` for pins that a person moved.
package struct SlotBranch: Sendable, Hashable, CustomStringConvertible {
  package let description: String

  package init(_ schedule: ScheduleName) {
    description = "roll/\(schedule)"
  }

  /// The branch of a person's pins of `components`; nil when they are none or too many for a name.
  package init?(pinning components: [ComponentName]) {
    self.init("pin/" + components.sorted().map(\.description).joined(separator: "+"))
  }

  package init?(_ text: String) {
    let rest = String(text.dropFirst(text.hasPrefix("roll/") ? 5 : 4))
    let names = rest.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
    let isRoll = text.hasPrefix("roll/") && ScheduleName(rest) != nil
    let isPin = text.hasPrefix("pin/") && names.allSatisfy { ComponentName($0) != nil }
    guard isRoll || isPin, text.utf8.count <= 200 else { return nil }
    description = text
  }

  /// `refs/heads/roll/…`.
  package var ref: String { "refs/heads/\(self)" }
}
