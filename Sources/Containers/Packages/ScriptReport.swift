import ArtifactStore
import Digest
import JSON
import SafeText

/// What a recipe's script wrote into `result.json`.
package struct ScriptReport: Sendable, Hashable {
  package enum Word: String, Sendable, Hashable {
    case green, red, unjudged
  }

  /// A file that a build says it made.
  package struct File: Sendable, Hashable {
    package let name: String
    package let digest: SHA256Digest
    package let bytes: Int64
  }

  package let verdict: Word
  package let reason: String
  package let files: [File]
  /// How many checks it says had to run and did.
  package let expected: Int64?
  package let executed: Int64?
  /// Steps of a build that were judged on their own.
  package let steps: [ReportedCheck]
  /// The plugins that the built compiler says that it carries; nil when it was not asked.
  package var plugins: [String]?
}

/// Why what a script wrote cannot be used.
package struct ReportError: Error, Sendable, Equatable {
  package let found: String
}

extension ScriptReport {
  /// Reads the report that somebody hostile may have written.
  package init(parsing bytes: [UInt8]) throws(ReportError) {
    let json: JSONValue
    do { json = try JSONValue(parsing: bytes, limits: JSONLimits(size: 4 << 20)) } catch {
      throw ReportError(found: "result.json is not JSON: \(visibleText("\(error)", limit: 200))")
    }
    guard json["schema"]?.integer == 1 else {
      throw ReportError(found: "result.json is not of schema 1")
    }
    guard let verdict = json["verdict"]?.string.flatMap(Word.init(rawValue:)) else {
      throw ReportError(found: "result.json has no verdict")
    }
    self.verdict = verdict
    reason = visibleText(json["reason"]?.string ?? "", limit: 500)
    files = try Self.files(json["files"])
    expected = json["expected"]?.integer
    executed = json["executed"]?.integer
    steps = json["checks"]?.array?.compactMap(ReportedCheck.init(step:)) ?? []
    plugins = json["plugins"]?.array?.prefix(1_000).compactMap(\.string).map {
      visibleText($0, limit: 100)
    }
  }

  private static func files(_ json: JSONValue?) throws(ReportError) -> [File] {
    guard let json else { return [] }
    guard let items = json.array, items.count <= 100 else {
      throw ReportError(found: "result.json: files is not an array of at most 100")
    }
    var files: [File] = []
    for item in items {
      guard let name = item["name"]?.string, isPlainFileName(name),
        let digest = item["sha256"]?.string.flatMap(SHA256Digest.init(hexadecimal:)),
        let bytes = item["bytes"]?.integer, bytes > 0
      else {
        throw ReportError(
          found: "result.json: not a file with name, sha256 and bytes: "
            + visibleText(item.text(), limit: 150))
      }
      files.append(File(name: name, digest: digest, bytes: bytes))
    }
    guard Set(files.map(\.name)).count == files.count else {
      throw ReportError(found: "result.json names a file twice")
    }
    return files
  }
}
