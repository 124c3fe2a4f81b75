import Foundation
import JSON
import RollerWorlds
import TestKit
import Testing

@Suite("roller schema", .timeLimit(.minutes(20)))
struct SchemaCommandTests {
  private static let names = [
    "output", "components", "package", "schedule", "targets", "version_info",
  ]

  @Test("prints each schema byte for byte, away from any repository", arguments: names)
  func prints(name: String) throws {
    let folder = try TemporaryFolder()
    let printed = try run(["schema", name], in: folder.url)
    #expect(printed == Data(try OwnRepository.bytes(of: "schedules/schema/\(name).json")))
  }

  @Test("there is one for every file under schedules/schema")
  func complete() throws {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: OwnRepository.source("schedules/schema").path)
    #expect(files.sorted() == Self.names.map { $0 + ".json" }.sorted())
  }

  @Test("every command with --json has a definition in the schema of the output")
  func definitions() throws {
    let folder = try TemporaryFolder()
    let help = try JSONValue(parsing: Array(try run(["--experimental-dump-help"], in: folder.url)))
    let commands = printing(try #require(help["command"]), ["roller"])
    #expect(commands.count > 12)
    let schema = try JSONValue(parsing: OwnRepository.bytes(of: OutputSchema.path))
    for command in commands {
      #expect(schema["$defs"]?[command] != nil, "\(command)")
      let reference: JSONValue = ["$ref": .string("#/$defs/\(command)")]
      #expect(schema["anyOf"]?.array?.contains(reference) == true, "\(command)")
    }
  }

  @Test("output that differs from the schema is noticed: a missing key, one too many, a wrong word")
  func notices() throws {
    let bad = [
      #"[{"name": "git", "state": "good", "found": "2.39"}]"#,
      #"[{"name": "git", "state": "fine", "found": "2.39", "remedy": ""}]"#,
      #"[{"name": "git", "state": "good", "found": "2.39", "remedy": "", "more": 1}]"#, "{}",
    ]
    for output in bad {
      #expect(throws: OutputSchema.Mismatch.self) {
        try OutputSchema.check(output, as: "roller-doctor")
      }
    }
    try OutputSchema.check("[]", as: "roller-doctor")
  }

  /// The commands below `command` that can print JSON, as the schema names them.
  private func printing(_ command: JSONValue, _ path: [String]) -> [String] {
    let below = (command["subcommands"]?.array ?? []).flatMap { child in
      printing(child, path + [child["commandName"]?.string ?? ""])
    }
    let flags = (command["arguments"]?.array ?? []).flatMap { argument in
      (argument["names"]?.array ?? []).compactMap { $0["name"]?.string }
    }
    return (flags.contains("json") ? [path.joined(separator: "-")] : []) + below
  }

  private func run(_ arguments: [String], in folder: URL) throws -> Data {
    let process = Process()
    process.executableURL = OwnRepository.roller
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }
}
