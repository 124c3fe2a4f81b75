import Digest

/// All pins together.
package struct PinSet: Sendable, Hashable {
  /// In the order of `version_info.json`.
  package let components: [ComponentName]
  private let pins: [ComponentName: Pin]

  package init(_ pairs: [(ComponentName, Pin)]) {
    components = pairs.map(\.0)
    pins = Dictionary(pairs, uniquingKeysWith: { _, last in last })
  }

  package subscript(component: ComponentName) -> Pin? { pins[component] }

  /// This pin set with `component` standing at `pin`.
  package func moving(_ component: ComponentName, to pin: Pin) -> PinSet {
    let order = pins[component] == nil ? components + [component] : components
    return PinSet(order.map { ($0, $0 == component ? pin : pins[$0] ?? pin) })
  }

  /// What each component stands at, as evidence records it.
  package var identities: [ComponentName: PinIdentity] { pins.mapValues(\.identity) }

  /// The identity of this pin set: equal for two machines that pin the same things.
  ///
  /// Over the pins by name, so that neither the order of the file nor a label changes it.
  package var digest: SHA256Digest {
    let lines = components.sorted().compactMap { name in
      pins[name].map { "\(name) \($0.identity)\n" }
    }
    return SHA256Digest(of: lines.joined())
  }
}
