import JSON
import TestKit

/// Slips that people make in JSON files, the same ones for the same seed.
struct FileDamage {
  var random: SeededRandom

  /// `file` with one to three slips at random places.
  mutating func damaged(_ file: JSONValue) -> JSONValue {
    (0..<Int.random(in: 1...3, using: &random)).reduce(file) { value, _ in slip(in: value) }
  }

  /// The value with one slip in it, or somewhere below it.
  private mutating func slip(in value: JSONValue) -> JSONValue {
    let goesDown = Int.random(in: 0..<4, using: &random) > 0
    switch value {
    case .object(let object) where goesDown && !object.isEmpty:
      let key = object.keys[Int.random(in: 0..<object.count, using: &random)]
      return .object(slip(at: key, of: object))
    case .array(let values) where goesDown && !values.isEmpty:
      let index = Int.random(in: 0..<values.count, using: &random)
      var others = values
      switch Int.random(in: 0..<6, using: &random) {
      case 0: others.remove(at: index)
      case 1: others.append(values[index])
      default: others[index] = slip(in: values[index])
      }
      return .array(others)
    case .null, .bool, .integer, .real, .string, .array, .object: return other()
    }
  }

  private mutating func slip(at key: String, of object: JSONObject) -> JSONObject {
    var changed = object
    switch Int.random(in: 0..<8, using: &random) {
    case 0: changed[key] = nil
    case 1: changed[String(key.dropLast())] = object[key]
    case 2: changed[key + "s"] = object[key]
    case 3:
      changed = JSONObject(
        object.map { $0.key == key ? (key.uppercased(), $0.value) : ($0.key, $0.value) })
    default: changed[key] = object[key].map { slip(in: $0) }
    }
    return changed
  }

  private mutating func other() -> JSONValue {
    let values: [JSONValue] = [
      nil, true, false, 0, 1, -1, 7, 65, 4_096, 2_000_000_000, .real(1.5), "", "x", "linux", "head",
      "7 days", "two words", "UPPER", "../up", "iree-*", "2026-02-30", "build", [], ["x"],
      ["x", "x"],
      [1], [:], ["x": "y"], ["why": "because"], ["index": [:]], ["tags": "v*"],
    ]
    return values[Int.random(in: 0..<values.count, using: &random)]
  }
}

/// Configurations of which one file is damaged, and the file's path.
enum DamagedFiles {
  static func all(_ count: Int, seed: UInt64) throws -> [(path: String, files: [String: [UInt8]])] {
    var damage = FileDamage(random: SeededRandom(seed: seed))
    let worlds =
      try [Repository.configurationFiles()]
      + Fixtures.valid.cases.map { try Fixtures.valid.files(of: $0) }
    let good = worlds.map { files in files.compactMapValues { try? JSONValue(parsing: $0) } }
    return (0..<count).map { round in
      let world = round % worlds.count
      let paths = good[world].keys.filter { !$0.contains("schema") }.sorted()
      let path = paths[(round / worlds.count) % paths.count]
      var files = worlds[world]
      if let value = good[world][path] {
        files[path] = Array(damage.damaged(value).text(.indented).utf8)
      }
      return (path, files)
    }
  }
}
