import GreenSet
import JSON

/// The problem that a referee states, read from its JSON.
///
/// The referee tells no landing times; every window is spread evenly.
struct RefereeProblem {
  let problem: Problem

  init(_ stated: JSONValue, line: String) throws(SimulationError) {
    guard let components = stated["components"]?.array?.map(Self.component),
      !components.contains(nil)
    else {
      throw .notUnderstood(line: line, because: "expected components with name and candidates")
    }
    let targets = stated["targets"]?.array?.compactMap(\.string) ?? []
    let pins = (stated["pins"]?.array ?? []).map(Self.pins)
    guard !pins.contains(nil) else {
      throw .notUnderstood(line: line, because: "expected pins with component, on and pinned")
    }
    do {
      problem = try Problem(
        components: components.compactMap(\.self), targets: targets,
        pins: pins.compactMap(\.self))
    } catch {
      throw .senseless(error)
    }
  }

  private static func component(_ stated: JSONValue) -> Component? {
    guard let name = stated["name"]?.string, let candidates = stated["candidates"]?.integer,
      0...1_000_000 ~= candidates
    else { return nil }
    let landed = (0...candidates).map { Double($0) / Double(max(1, candidates)) }
    return Component(name: name, landed: landed, weight: stated["weight"]?.integer.map { Int($0) })
  }

  private static func pins(_ stated: JSONValue) -> RecordedPins? {
    guard let component = stated["component"]?.integer, let on = stated["on"]?.integer,
      let pinned = stated["pinned"]?.array
    else { return nil }
    return RecordedPins(
      component: Int(component), on: Int(on), pinned: pinned.map { $0.integer.map { Int($0) } })
  }
}
