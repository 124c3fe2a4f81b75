import ArgumentParser
import CommandLineTool
import Desk
import ReleaseModel

/// `roller fmt`: the canonical form of version_info.json.
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Rewrite version_info.json in its canonical form, where a bump changes one line.",
    discussion: """
      Keeps the order of keys, unknown keys and line endings. Indents by two
      spaces, writes one pin per line, lower-case hashes and a final newline.
      Writes nothing if the file has a mistake or is already canonical.

          roller fmt --check
      """)

  @Flag(help: "Only check whether the file is canonical; exit code 3 if it is not.")
  var check = false

  func run() throws {
    let folder = try ReleaseFolder(around: Surroundings.current.folder)
    let file = VersionFile(in: folder)
    let found = try file.bytes()
    let canonical = try canonical(found)
    guard canonical != found else { return print("\(VersionInfo.path) is canonical") }
    if check {
      throw CommandFailure(
        .badData, "\(VersionInfo.path) is not in its canonical form\n  hint: run roller fmt")
    }
    try file.replace(found, with: canonical)
    print("\(VersionInfo.path) is canonical now")
  }

  private func canonical(_ bytes: [UInt8]) throws(CommandFailure) -> [UInt8] {
    do throws(Mistakes) { return try VersionInfo.canonical(bytes) } catch {
      throw CommandFailure(error)
    }
  }
}
