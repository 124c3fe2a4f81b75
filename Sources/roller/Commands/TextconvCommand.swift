import ArgumentParser
import CommandLineTool
import Errors
import Foundation
import ReleaseModel
import VersionDiffs

/// `roller textconv`: a version_info.json as lines that git can compare.
struct TextconvCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "textconv",
    abstract: "Print a version_info.json as one line for each pin, for git diff and git log -p.",
    discussion: """
      git calls it when the file has the attribute diff=version-info; roller setup arranges that. What
      does not read as a version_info.json is printed as it is, so that git always has something.
      """)

  @Argument(help: "The file, as git hands it over.")
  var file: String

  func run() throws {
    let bytes: [UInt8]
    do { bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file))) } catch {
      throw CommandFailure(SystemError(error, doing: "reading \(quoted(file))"))
    }
    guard let info = try? VersionInfo.read(bytes) else {
      return try FileHandle.standardOutput.write(contentsOf: Data(bytes))
    }
    print(info.readableLines.joined(separator: "\n"))
  }
}
