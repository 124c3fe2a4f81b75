/// The one branch of a schedule's bumps: `roll/<schedule>`.
package struct SlotBranch: Sendable, Hashable, CustomStringConvertible {
  package let schedule: ScheduleName

  package init(_ schedule: ScheduleName) {
    self.schedule = schedule
  }

  package init?(_ text: String) {
    guard text.hasPrefix("roll/"), let schedule = ScheduleName(String(text.dropFirst(5))) else {
      return nil
    }
    self.schedule = schedule
  }

  package var description: String { "roll/\(schedule)" }
  /// `refs/heads/roll/…`.
  package var ref: String { "refs/heads/\(self)" }
}
