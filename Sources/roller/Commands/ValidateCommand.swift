import ArgumentParser
import CommandLineTool
import Foundation
import JSON
import ReleaseModel
import RollPlanning
import Rolling

/// `roller validate`: is this pin set green here?
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Build and run the pins of this checkout, or others, in containers on this machine.",
    discussion: """
      Takes version_info.json, schedules/ and packages/ as they lie in the checkout. With --pin, other
      versions take the place of the pinned ones, so that a red of a report is seen with one command:

          roller validate --target linux-x86_64 --pin iree-base-runtime=3.13.0

      Nothing is pushed and nothing recorded. Exit code 0 when every target is green, 7 when one is
      red, 5 when one could not be judged.
      """)

  @Option(help: "A target to validate on; may be repeated. All enabled ones when left out.")
  var target: [String] = []

  @Option(help: ArgumentHelp("Another version of a component.", valueName: "component=version"))
  var pin: [String] = []

  @Option(
    help: """
      A package to build, with those that it needs; may be repeated. What the enabled schedules build \
      when left out.
      """)
  var package: [String] = []

  @Flag(help: "Print the evidence as JSON.")
  var json = false

  @OptionGroup var mirrors: MirrorOptions

  func run() async throws {
    let surroundings = Surroundings.current
    let configuration = try ReleaseFolder(around: surroundings.folder).configuration()
    let targets = try TargetChoice(target).targets(of: configuration)
    let packages = try PackageChoice(package).packages(of: configuration)
    let wiring = try Wiring(surroundings, ForgeOptions.parsed, mirrors: mirrors)
    let validating = Validating(configuration, packages: packages, wiring)
    let validations = try await interruptible(isWhole: isWhole) { [pin] in
      try await validating.validate(targets: targets, pins: pin)
    }
    try ValidationEnd(validations, surroundings).report(asJSON: json)
  }
}
