import ArgumentParser
import CommandLineTool
import Foundation
import JSON
import Pinning
import ReleaseModel

/// `roller try`: a change of an upstream, judged before it lands there.
struct TryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "try",
    abstract: "Build and run the pins with an unlanded change of an upstream in its place.",
    discussion: """
          roller try iree=../iree                                 the commit that a checkout is at
          roller try iree=../iree@my-branch                       another one of it
          roller try iree=https://github.com/somebody/iree@fix    a branch of a fork
          roller try iree=https://github.com/iree-org/iree@pull/123   a pull request

      The change takes the pin's place here and now and can never land: it is written to no file,
      its verdict is recorded on no forge, and its identity is no landed commit's. Once it has landed
      upstream, pin it with roller pin. Exit codes as for roller validate.
      """)

  @Argument(help: ArgumentHelp("What to try.", valueName: "component=place@revision"))
  var change: String

  @Option(help: "A target to validate on; may be repeated. All enabled ones when left out.")
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
