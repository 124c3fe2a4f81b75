import ArgumentParser
import CommandLineTool
import Containers
import Foundation
import JSON
import ReleaseModel
import Rolling
import Terminal

/// `roller doctor`: checks that this machine has what a roll needs.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract:
      "Check that this machine has what a roll needs, and say how to fix what it lacks.",
    usage: "roller doctor [options]",
    discussion: """
      Checks tools, the container engine, upstreams, the package index, the forge
      and the configuration. Changes nothing except caches.

          roller doctor --forge https://github.com/OWNER/NAME

      Exit codes: 0 ready, 5 something that a roll needs is missing.
      """)

  @Flag(help: "Print the findings as JSON.")
  var json = false

  @OptionGroup var forge: ForgeOptions
  @OptionGroup var mirrors: MirrorOptions

  func run() async throws {
    let surroundings = Surroundings.current
    let findings = await Examination(surroundings, forge, mirrors).findings
    if json {
      print(JSONValue.array(findings.map(\.json)).text(.indented))
    } else {
      surroundings.show(DoctorText(surroundings.output).text(of: findings))
    }
    guard !findings.contains(where: { $0.state == .bad }) else {
      throw CommandFailure(.tryLater, "")
    }
  }
}
