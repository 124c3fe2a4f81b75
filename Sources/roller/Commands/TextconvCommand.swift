import ArgumentParser
import CommandLineTool
import Errors
import Foundation
import ReleaseModel
import VersionDiffs

/// `roller textconv`: prints version_info.json as lines that git can compare.
struct TextconvCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "textconv",
    abstract: "Print version_info.json with one line per pin, for git diff and git log -p.",
    discussion: """
      git calls this for files with the attribute diff=version-info; roller setup
      configures it. A file that is not a valid version_info.json is printed
      unchanged, so that git can still compare it.

          git log -p -- version_info.json
      """)

  @Argument(help: "The file that git passes.")
  var file: String

  func run() throws {
    let bytes: [UInt8]
    do { bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file))) } catch {
      throw CommandFailure(Failure(error, doing: "reading \(quoted(file))"))
    }
    guard let info = try? VersionInfo.read(bytes) else {
      return try FileHandle.standardOutput.write(contentsOf: Data(bytes))
    }
    print(info.readableLines.joined(separator: "\n"))
  }
}
