import ArgumentParser
import CommandLineTool
import Desk
import Errors
import Foundation
import ReleaseModel

/// `roller merge-driver`: how git merges version_info.json.
struct MergeDriverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge-driver",
    abstract: "Merge version_info.json for git; a pin that moved on both sides goes forward.",
    discussion: """
      git calls this with three files and a path and reads the result from the
      second file; roller setup configures it (gitattributes(5), "Defining a custom
      merge driver"). A pin that moved on both sides goes forward if the mirrors on
      this machine show that one revision descends from the other, or if one
      version is later. Other keys are merged key by key. Anything else becomes a
      conflict of whole lines.

          git merge main
      """,
    shouldDisplay: false)

  @Argument(help: "The common ancestor's file.")
  var base: String
  @Argument(help: "Our file, overwritten with the merge result.")
  var ours: String
  @Argument(help: "Their file.")
  var theirs: String
  @Argument(help: "The file's path in the repository.")
  var path: String

  func run() throws {
    let surroundings = Surroundings.current
    let driver = MergeDriver(
      in: try? surroundings.repositoryPlace(), answers: surroundings.witness().answers(to:))
    let (base, ours, theirs) = (try read(base), try read(ours), try read(theirs))
    let end = try driver.merge(base: base, ours: ours, theirs: theirs)
    try Data(end.bytes).write(to: URL(fileURLWithPath: self.ours))
    for line in end.told {
      tell(line + "\n")
    }
    // Any code from 1 to 127 tells git that a conflict is left.
    guard end.isClean else { throw CommandFailure(.badData, "") }
  }

  private func read(_ path: String) throws(CommandFailure) -> [UInt8] {
    do { return Array(try Data(contentsOf: URL(fileURLWithPath: path))) } catch {
      throw CommandFailure(Failure(error, doing: "reading \(path)"), otherwise: .usage)
    }
  }
}
