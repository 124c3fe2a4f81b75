import Errors
import Foundation
import GreenSet
import JSON

/// What upstreams published, when, and which of it fails together: a file of days to replay.
struct RecordedWorld: Sendable {
  struct Component: Sendable {
    let name: String
    /// In the order in which they landed, in seconds since 1970.
    let candidates: [(name: String, landed: Double)]
  }

  /// Sets that fail: every component is within its range.
  struct Red: Sendable {
    /// By component; one that does not matter has no range.
    let ranges: [Int: Range<Int>]
    /// Empty for every target.
    let targets: [String]

    func holds(at point: Point, on target: String) -> Bool {
      (targets.isEmpty || targets.contains(target))
        && ranges.allSatisfy { $0.value.contains(point[$0.key]) }
    }
  }

  let components: [Component]
  let targets: [String]
  let red: [Red]

  init(file: String) throws(SimulationError) {
    do {
      let world = try JSONValue(parsing: String(contentsOfFile: file, encoding: .utf8))
      let components = try Self.all(world["components"], Self.component)
      self.components = components
      targets = try Self.all(world["targets"], \.string)
      red = try Self.all(world["red"]) { Self.red($0, components) }
    } catch let error as NotOfAWorld {
      throw .unreadable(file: file, because: "expected a world to replay; found \(error.found)")
    } catch {
      throw .unreadable(file: file, because: Failure(error, doing: "reading it").found)
    }
  }

  private static func component(_ value: JSONValue) -> Component? {
    guard let name = value["name"]?.string else { return nil }
    let candidates = try? all(value["candidates"]) { value -> (name: String, landed: Double)? in
      guard let name = value["name"]?.string, let text = value["landed"]?.string,
        let landed = try? Date(text, strategy: .iso8601)
      else { return nil }
      return (name, landed.timeIntervalSince1970)
    }
    return candidates.map { Component(name: name, candidates: $0) }
  }

  private static func red(_ value: JSONValue, _ components: [Component]) -> Red? {
    var ranges: [Int: Range<Int>] = [:]
    for part in value["all"]?.array ?? [] {
      guard let place = components.firstIndex(where: { $0.name == part["component"]?.string })
      else { return nil }
      let names = components[place].candidates.map(\.name)
      func index(_ key: String, else edge: Int) -> Int? {
        guard let name = part[key]?.string else { return edge }
        return names.firstIndex(of: name)
      }
      guard let from = index("from", else: 0), let before = index("before", else: names.count),
        from <= before
      else { return nil }
      ranges[place] = from..<before
    }
    return Red(ranges: ranges, targets: value["targets"]?.array?.compactMap(\.string) ?? [])
  }

  private static func all<Part>(
    _ value: JSONValue?, _ part: (JSONValue) -> Part?
  ) throws -> [Part] {
    guard let values = value?.array else { throw NotOfAWorld(found: "no list") }
    return try values.map { value in
      guard let part = part(value) else {
        throw NotOfAWorld(found: String(value.text(.compact).prefix(200)))
      }
      return part
    }
  }
}

private struct NotOfAWorld: Error {
  let found: String
}
