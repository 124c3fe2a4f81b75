import JSON
import ReleaseModel
import Testing

@Suite("The JSON Schemas of the files that people edit", .timeLimit(.minutes(20)))
struct SchemaTests {
  @Test("are the files under schedules/schema", arguments: EditedFile.allCases)
  func written(file: EditedFile) throws {
    let written = try Repository.bytes(at: "schedules/schema/\(file.rawValue).json")
    let isCurrent = String(decoding: written, as: UTF8.self) == file.schema.text(.indented) + "\n"
    #expect(isCurrent, "run scripts/schemas")
  }

  @Test("say of every key what it means", arguments: EditedFile.allCases)
  func described(file: EditedFile) throws {
    for (place, object) in objects(in: file.schema, at: "") {
      for (key, property) in try #require(object["properties"]?.object) where property != false {
        let steps = (property["$ref"]?.string ?? "").split(separator: "/").dropFirst()
        let named = steps.reduce(file.schema) { $0[String($1)] ?? .null }
        let told = property["description"] ?? named["description"]
        #expect(told?.string?.isEmpty == false, "\(place)/\(key)")
      }
    }
  }

  @Test("refuse unknown keys, except in version_info.json", arguments: EditedFile.allCases)
  func closed(file: EditedFile) {
    for (place, object) in objects(in: file.schema, at: "") where object["type"] == "object" {
      #expect(object["additionalProperties"] == .bool(file == .versionInfo), "\(place)")
    }
  }

  /// Everything in `schema` that has keys of its own.
  private func objects(in schema: JSONValue, at place: String) -> [(String, JSONValue)] {
    let below = (schema.object.map(Array.init) ?? []).flatMap { key, value in
      objects(in: value, at: "\(place)/\(key)")
    }
    let elements = (schema.array ?? []).enumerated().flatMap { index, value in
      objects(in: value, at: "\(place)/\(index)")
    }
    let isOne = schema["properties"]?.object != nil
    return (isOne ? [(place, schema)] : []) + below + elements
  }
}
