import GreenSet
import JSON
import ReleaseModel

/// A culprit as one night leaves it to the next: in names and pins, since indices mean nothing tomorrow.
///
/// A belief and no evidence: it is probed before it may hold anything back, so a wrong, stale or lost
/// one costs validations and never a wrong answer.
package struct RememberedCulprit: Sendable, Hashable {
  /// The revisions of one component that the culprit is about.
  package struct Range: Sendable, Hashable {
    package let component: ComponentName
    /// The identity of the first pin; nil when it starts at or before the night's own pins.
    package let from: PinIdentity?
    /// The identity of the last pin; nil when it was the newest there was.
    package let through: PinIdentity?

    package init(component: ComponentName, from: PinIdentity?, through: PinIdentity?) {
      self.component = component
      self.from = from
      self.through = through
    }
  }

  /// The component that it holds back.
  package let component: ComponentName
  package let target: TargetName
  package let ranges: [Range]

  package init(component: ComponentName, target: TargetName, ranges: [Range]) {
    self.component = component
    self.target = target
    self.ranges = ranges
  }
}

extension SearchSpace {
  /// `carried` in words that the next night understands.
  package func remembered(_ carried: [CarriedCulprit]) -> [RememberedCulprit] {
    carried.map { culprit in
      RememberedCulprit(
        component: axes[culprit.component].component, target: targets[culprit.target],
        ranges: culprit.box.spans.map { span in
          let choices = axes[span.component].choices
          return RememberedCulprit.Range(
            component: axes[span.component].component,
            from: span.low <= 0 ? nil : choices[span.low].pin.identity,
            through: span.high >= choices.count - 1 ? nil : choices[span.high].pin.identity)
        })
    }
  }

  /// What of `remembered` still means something here.
  package func carried(_ remembered: [RememberedCulprit]) -> [CarriedCulprit] {
    remembered.compactMap { culprit in
      guard let own = axes.firstIndex(where: { $0.component == culprit.component }),
        let target = targets.firstIndex(of: culprit.target)
      else { return nil }
      let spans = culprit.ranges.compactMap {
        span(of: $0, isOwn: $0.component == culprit.component)
      }
      // A range that is gone would leave a box that says more than was believed.
      guard spans.count == culprit.ranges.count, spans.contains(where: { $0.component == own })
      else { return nil }
      return CarriedCulprit(component: own, target: target, box: Box(spans))
    }
  }

  private func span(of range: RememberedCulprit.Range, isOwn: Bool) -> Span? {
    guard let axis = axes.firstIndex(where: { $0.component == range.component }) else {
      return nil
    }
    let choices = axes[axis].choices
    let low = range.from.map { from in choices.firstIndex { $0.pin.identity == from } } ?? 0
    let high =
      range.through.map { last in choices.firstIndex { $0.pin.identity == last } }
      ?? choices.count - 1
    guard let high, high > 0 else { return nil }
    // Today's pins are green: whatever is held back starts after them.
    if isOwn { return low.flatMap { $0 > 0 ? Span(component: axis, low: $0, high: high) : nil } }
    return Span(component: axis, low: low ?? 0, high: high)
  }
}

extension RememberedCulprit {
  /// All of them as one document.
  package static func document(_ culprits: [RememberedCulprit]) -> JSONValue {
    ["schema": 1, "culprits": .array(culprits.map(\.json))]
  }

  /// What `document` holds; what does not read is left out, as nothing depends on it.
  package static func read(_ document: JSONValue) -> [RememberedCulprit] {
    (document["culprits"]?.array ?? []).compactMap(RememberedCulprit.init(json:))
  }

  private var json: JSONValue {
    [
      "component": .string("\(component)"), "target": .string("\(target)"),
      "ranges": .array(
        ranges.map { range in
          [
            "component": .string("\(range.component)"),
            "from": range.from.map { .string("\($0)") } ?? .null,
            "through": range.through.map { .string("\($0)") } ?? .null,
          ]
        }),
    ]
  }

  private init?(json: JSONValue) {
    guard let component = json["component"]?.string.flatMap(ComponentName.init(_:)),
      let target = json["target"]?.string.flatMap(TargetName.init(_:)),
      let ranges = json["ranges"]?.array
    else { return nil }
    let read = ranges.compactMap(Range.init(json:))
    guard read.count == ranges.count else { return nil }
    self.init(component: component, target: target, ranges: read)
  }
}

extension RememberedCulprit.Range {
  fileprivate init?(json: JSONValue) {
    let (first, last) = (json["from"]?.string, json["through"]?.string)
    let (from, through) = (
      first.flatMap(PinIdentity.init(_:)), last.flatMap(PinIdentity.init(_:))
    )
    // An end that does not read is not an open end.
    guard let name = json["component"]?.string.flatMap(ComponentName.init(_:)),
      (first == nil) == (from == nil), (last == nil) == (through == nil)
    else { return nil }
    self.init(component: name, from: from, through: through)
  }
}
