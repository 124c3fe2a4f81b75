import ArgumentParser
import ChangeChecks
import CommandLineTool
import Errors
import Foundation
import Git
import ReleaseModel

/// `roller merge-driver`: how git merges version_info.json.
struct MergeDriverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge-driver",
    abstract: "Merge version_info.json for git: two moved pins go forward.",
    discussion: """
      git calls it with three files and the path, and takes the merge from the second one; roller
      setup arranges that (gitattributes(5), "Defining a custom merge driver"). Two moved pins are
      resolved forward when the mirrors of this machine say that one descends from the other, or when
      one version is later; every other key is merged as a key. Anything else is a conflict, marked in
      whole lines.
      """,
    shouldDisplay: false)

  @Argument(help: "The common ancestor's file.")
  var base: String
  @Argument(help: "Our file, which is overwritten.")
  var ours: String
  @Argument(help: "Their file.")
  var theirs: String
  @Argument(help: "The path in the repository.")
  var path: String

  func run() throws {
    let driver = MergeDriver(surroundings: .current)
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
      throw CommandFailure(SystemError(error, doing: "reading \(path)"), otherwise: .usage)
    }
  }
}
