import ArgumentParser
import CommandLineTool
import Desk
import Foundation
import JSON
import Pinning
import ReleaseModel

/// `roller try`: validates an upstream change before it lands there.
struct TryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "try",
    abstract: "Validate the pins with an unlanded upstream change instead of one of them.",
    usage: "roller try <component=place@revision> [options]",
    discussion: """
      A checkout's current commit, a branch of it, a branch of a fork, or a pull
      request:

          roller try iree=../iree
          roller try iree=../iree@my-branch
          roller try iree=https://github.com/somebody/iree@fix
          roller try iree=https://github.com/iree-org/iree@pull/123

      The change replaces the pin for this run only. It can never land: it is not
      written to a file, its verdict is not recorded on a forge, and its identity
      differs from every landed commit's. Once the change has landed upstream, use
      roller pin. Exit codes are those of roller validate.
      """)

  @Argument(
    help: ArgumentHelp(
      "The component and the change to try.", valueName: "component=place@revision"))
  var change: String

  @Option(help: "A target to validate on; may be repeated. Default: all enabled targets.")
  var target: [String] = []

  @Flag(help: "Print the evidence as JSON.")
  var json = false

  @OptionGroup var mirrors: MirrorOptions

  func run() async throws {
    let surroundings = Surroundings.current
    let configuration = try ReleaseFolder(around: surroundings.folder).configuration()
    let request: TryRequest
    do throws(PinSyntaxError) {
      request = try TryRequest(change, components: configuration.components.map(\.name))
    } catch {
      throw CommandFailure(.usage, error.description)
    }
    let targets = try TargetChoice(target).targets(of: configuration)
    let served = try Trial.serving(request.place, mirrors, from: surroundings.folder)
    let trial = try Trial(
      request, configuration, Wiring(surroundings, ForgeOptions.parsed, mirrors: served))
    let validations = try await interruptible(isWhole: isWhole) { [json] in
      try await trial.run(on: targets) { text in if !json { print(text) } }
    }
    try ValidationEnd(validations, surroundings).report(asJSON: json)
  }
}
