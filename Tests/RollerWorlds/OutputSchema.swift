import Foundation
import TestKit

/// The published schema of what `roller` prints as JSON, and a validator of draft 2020-12.
///
/// ``RollerProcess`` asks it about all output, so that no test can see JSON that the schema does not tell.
package enum OutputSchema {
  package static let path = "schedules/schema/output.json"

  /// What is wrong with some output.
  package struct Mismatch: Error, CustomStringConvertible {
    package let description: String
  }

  /// The definition of what `roller` prints when it is called with `arguments`; nil when it is not JSON.
  package static func definition(of arguments: [String]) -> String? {
    let isJSON = arguments.contains("--json") || arguments.contains("json")
    guard isJSON, let command = arguments.first, !command.hasPrefix("-") else { return nil }
    let second = arguments.dropFirst().first.flatMap { $0.hasPrefix("-") ? nil : $0 }
    switch command {
    case "evidence": return "roller-evidence-" + (second ?? "list")
    case "workspace": return "roller-workspace-" + (second ?? "show")
    default: return "roller-" + command
    }
  }

  /// Throws unless `output` is as the definition says, or as a failure is told.
  package static func check(_ output: String, as definition: String) throws {
    let (status, text) = try JSONSchemaPython.run(
      validator, [try OwnRepository.source(path).path, definition], input: output)
    guard status == 0 else {
      throw Mismatch(
        description: "the output of \(definition) is not as \(path) says: \(text)\n\(output)"
      )
    }
  }

  private static let validator = """
    import json, sys
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match
    schema = json.load(open(sys.argv[1]))
    Draft202012Validator.check_schema(schema)
    ends = [{"$ref": "#/$defs/" + name} for name in (sys.argv[2], "error")]
    output = json.load(sys.stdin)
    chosen = ends[1] if isinstance(output, dict) and "error" in output else ends[0]
    whole = {"$schema": schema["$schema"], "$defs": schema["$defs"], **chosen}
    error = best_match(Draft202012Validator(whole).iter_errors(output))
    if error: sys.exit(f"{error.json_path}: {error.message}")
    """
}
