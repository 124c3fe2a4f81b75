import GreenSet
import ReleaseModel

/// What the surveyed revisions record of each other.
struct PinHints: Sendable {
  /// By component, then by the identity of its revision.
  private let hints: [ComponentName: [PinIdentity: RecordedHint]]

  init(_ surveys: [Survey]) {
    let pairs = surveys.map { survey in
      let byRevision = Dictionary(
        survey.hints.map { ($0.revision, $0) }, uniquingKeysWith: { first, _ in first })
      return (survey.component, byRevision)
    }
    hints = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// The identity of `other` that `component` records at `revision`.
  func pin(
    of other: ComponentName, in component: ComponentName, at revision: PinIdentity
  ) -> PinIdentity? {
    hints[component]?[revision]?.pins[other]
  }

  /// The same in the words of the search: which candidate pins which.
  func recorded(between axes: [SearchSpace.Axis]) -> [GreenSet.RecordedPins] {
    let places = axes.map { axis in
      Dictionary(zip(axis.identities, axis.choices.indices), uniquingKeysWith: { _, last in last })
    }
    return axes.indices.flatMap { from -> [GreenSet.RecordedPins] in
      guard let known = hints[axes[from].component], !known.isEmpty else { return [] }
      let records = axes[from].identities.map { known[$0] }
      return axes.indices.compactMap { on in
        guard on != from else { return nil }
        let name = axes[on].component
        let pinned = records.map { record in
          record.flatMap { Self.place(of: name, in: $0, among: axes[on], places[on]) }
        }
        // Who records nothing beyond today's pin says nothing about the order of what is newer.
        guard pinned.contains(where: { ($0 ?? 0) > 0 }) else { return nil }
        return GreenSet.RecordedPins(component: from, on: on, pinned: pinned)
      }
    }
  }

  /// The choice that `record` pins; for a pin that is not a choice itself, the newest that had landed.
  private static func place(
    of name: ComponentName, in record: RecordedHint, among axis: SearchSpace.Axis,
    _ places: [PinIdentity: Int]
  ) -> Int? {
    guard let identity = record.pins[name] else { return nil }
    if let place = places[identity] { return place }
    guard let moment = record.landed[name] else { return nil }
    return axis.choices.lastIndex { $0.landed <= moment } ?? 0
  }
}
