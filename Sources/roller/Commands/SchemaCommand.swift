import ArgumentParser
import JSON
import ReleaseModel

/// `roller schema`: the JSON Schemas of what people edit, and of what commands print.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of a file that people edit, or of what commands print.",
    discussion: """
      The schema "output" has a definition for each command with --json, such as \
      "roller-log", and "error" for what a command prints when it fails. The others describe version_info.json, \
      packages/*/package.json and the files under schedules/.

          roller schema output > output.json
      """)

  @Argument(help: "Which schema.", completion: .list(Self.names))
  var schema: String

  private static let output = "output"
  private static let names = [output] + EditedFile.allCases.map(\.rawValue)

  func validate() throws {
    guard Self.names.contains(schema) else {
      throw ValidationError(
        "the schema \(quoted(schema)); expected one of \(Self.names.joined(separator: ", "))")
    }
  }

  func run() {
    let file = EditedFile(rawValue: schema)
    let text = file.map { $0.schema.text(.indented) + "\n" }
    print(text ?? String(decoding: PackageResources.output_json, as: UTF8.self), terminator: "")
  }
}
