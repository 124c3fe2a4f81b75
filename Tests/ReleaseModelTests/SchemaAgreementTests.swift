import Foundation
import JSON
import ReleaseModel
import TestKit
import Testing

/// The reader is asked about what python3-jsonschema is asked about, and the other way round.
@Suite("Schema and reader of a file that people edit", .timeLimit(.minutes(10)))
struct SchemaAgreementTests {
  @Test("take the same good files, and refuse the same slips")
  func agree() throws {
    let damaged = try DamagedFiles.all(1_500, seed: 11)
    let good = try DamagedFiles.all(0, seed: 0) + goodFiles()
    let files = damaged + good
    let refused = try refusedBySchemas(files)
    for (index, (path, all)) in files.enumerated() {
      let mistakes = mistakes(in: all).filter { $0.file == path }
      let text = String(decoding: all[path] ?? [], as: UTF8.self)
      if let reason = refused[index] {
        #expect(!mistakes.isEmpty, "only the schema refuses \(path): \(reason)\n\(text)")
      } else {
        let ofForm = mistakes.filter(isOfForm)
        #expect(ofForm.isEmpty, "only the reader refuses \(path): \(ofForm)\n\(text)")
      }
    }
    #expect(refused.count > 500)
    #expect(refused.keys.allSatisfy { $0 < damaged.count })
  }

  private func goodFiles() throws -> [(path: String, files: [String: [UInt8]])] {
    let worlds =
      try [Repository.configurationFiles()]
      + Fixtures.valid.cases.map { try Fixtures.valid.files(of: $0) }
    return worlds.flatMap { files in
      files.keys.filter { schema(of: $0) != nil }.sorted().map { ($0, files) }
    }
  }

  private func mistakes(in files: [String: [UInt8]]) -> [Mistake] {
    do throws(Mistakes) {
      _ = try ReleaseConfiguration.read(files: files)
      return []
    } catch {
      return error.all
    }
  }

  /// Whether a schema can say this: keys, kinds, words, ranges and counts. Dates, addresses, versions and what files
  /// say of each other it cannot.
  private func isOfForm(_ mistake: Mistake) -> Bool {
    let kinds = [
      "a key of", "the key", "an object", "an array", "true or false", "a whole number",
      "one of \"", "a string",
      "at least", "a reason", "a flag", "a project's name",
    ]
    let others = [
      "the key \"check\"", "the key \"missing\"", "one of \"flavours\"", "the key \"checks\"",
    ]
    // A flavour and the top of the file make a whole package together.
    let isOfFlavour =
      mistake.place.pointer?.hasPrefix("/flavours/") == true
      && mistake.found.hasPrefix("a package without")
    let isCrossed =
      others.contains { mistake.expected.hasPrefix($0) } || mistake.found == "an integer"
      || isOfFlavour
    return !isCrossed && kinds.contains { mistake.expected.hasPrefix($0) }
  }

  private func schema(of path: String) -> EditedFile? {
    switch path {
    case "version_info.json": .versionInfo
    case "schedules/components.json": .components
    case "schedules/targets.json": .targets
    case _ where path.hasPrefix("packages/") && path.hasSuffix("/package.json"): .package
    case _ where path.hasPrefix("schedules/") && !path.contains("schema"): .schedule
    default: nil
    }
  }

  /// Why a schema refuses a file, by the file's index.
  private func refusedBySchemas(_ files: [(path: String, files: [String: [UInt8]])]) throws
    -> [Int: String]
  {
    let schemas = JSONObject(EditedFile.allCases.map { ($0.rawValue, $0.schema) })
    let documents = try files.map { path, all -> JSONValue in
      let kind = try #require(schema(of: path), "\(path)")
      return [.string(kind.rawValue), try JSONValue(parsing: all[path] ?? [])]
    }
    let question = JSONValue.object(
      JSONObject([("schemas", .object(schemas)), ("documents", .array(documents))]))
    let (status, answer) = try JSONSchemaPython.run(Self.validator, input: question.text())
    #expect(status == 0)
    let pairs = try #require(JSONValue(parsing: answer).object).map { key, value in
      (try #require(Int(key)), value.string ?? "")
    }
    return Dictionary(uniqueKeysWithValues: pairs)
  }

  private static let validator = """
    import json, sys
    from jsonschema import Draft202012Validator
    question = json.load(sys.stdin)
    for schema in question["schemas"].values(): Draft202012Validator.check_schema(schema)
    validators = {name: Draft202012Validator(schema) for name, schema in question["schemas"].items()}
    found = {}
    for index, (name, document) in enumerate(question["documents"]):
        error = next(validators[name].iter_errors(document), None)
        if error: found[str(index)] = f"{error.json_path}: {error.message}"
    print(json.dumps(found))
    """
}
