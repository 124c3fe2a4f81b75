import ArgumentParser
import CommandLineTool
import Desk
import Foundation
import JSON
import ReleaseModel
import RollPlanning
import Rolling

/// `roller validate`: builds and runs a pin set on this machine.
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Build and run this checkout's pins, or others, in containers on this machine.",
    usage: "roller validate [options]",
    discussion: """
      Uses version_info.json, schedules/ and packages/ of the checkout. With --pin,
      tries other versions than the pinned ones, for example to reproduce a red
      verdict of a report:

          roller validate --schedule python --pin iree-base-runtime=3.13.0

      Pushes nothing and records nothing.

      Exit codes: 0 every target is green, 7 a target is red, 5 a target could not
      be judged.
      """)

  @Option(help: "A target to validate on; may be repeated. Default: all enabled targets.")
  var target: [String] = []

  @Option(
    help: ArgumentHelp(
      "Use this version of a component; may be repeated.", valueName: "component=version"))
  var pin: [String] = []

  @Option(
    help: """
      A package to build, with the packages that it needs; may be repeated. Default: the packages of \
      the enabled schedules.
      """)
  var package: [String] = []

  @Option(help: "Build the packages of this schedule.")
  var schedule: String?

  @Flag(help: "Print the evidence as JSON.")
  var json = false

  @OptionGroup var mirrors: MirrorOptions

  func validate() throws {
    guard schedule == nil || package.isEmpty else {
      throw ValidationError("--schedule and --package exclude each other")
    }
  }

  func run() async throws {
    let surroundings = Surroundings.current
    let configuration = try ReleaseFolder(around: surroundings.folder).configuration()
    let targets = try TargetChoice(target).targets(of: configuration)
    let packages = try PackageChoice(package, schedule: schedule).packages(of: configuration)
    let wiring = try Wiring(surroundings, ForgeOptions.parsed, mirrors: mirrors)
    let validating = Validating(configuration, packages: packages, wiring)
    let validations = try await interruptible(isWhole: isWhole) { [pin] in
      try await validating.validate(targets: targets, pins: pin)
    }
    try ValidationEnd(validations, surroundings).report(asJSON: json)
  }
}
