import CommandLineTool
import Desk
import Errors
import Foundation
import Mirrors
import PackageIndex
import ReleaseModel
import RollPlanning
import Rolling

/// Validates the pins of a checkout, without a forge.
struct Validating: Sendable {
  private let configuration: ReleaseConfiguration
  private let packages: [PackageRecipe]
  private let wiring: Wiring

  /// Builds `packages`, or what the checkout's enabled schedules build.
  init(
    _ configuration: ReleaseConfiguration, packages: [PackageRecipe]? = nil, _ wiring: Wiring
  ) {
    self.configuration = configuration
    self.packages = packages ?? configuration.rolledPackages
    self.wiring = wiring
  }

  /// One validation for each of `targets`; `pins` are texts such as `iree-base-runtime=3.13.0`.
  func validate(targets: [Target], pins texts: [String]) async throws -> [Validation] {
    try await wiring.withMirrors { mirrors in
      try await validate(targets, texts, mirrors)
    }
  }

  /// Runs `body` with the mirrors that the command was told to use.
  func withMirrors<Value: Sendable>(_ body: (Mirrors) async throws -> Value) async throws -> Value {
    try await wiring.withMirrors(body)
  }

  private func validate(
    _ targets: [Target], _ texts: [String], _ mirrors: Mirrors
  ) async throws -> [Validation] {
    let pins = try await configuration.pins(
      choosing: texts, of: wiring.upstream(mirrors, configuration, targets: targets))
    return try await validate(pins, targets, mirrors, configuration.components)
  }

  /// One validation of `pins` for each of `targets`; `components` say where their sources lie.
  func validate(
    _ pins: PinSet, _ targets: [Target], _ mirrors: Mirrors, _ components: [Component]
  ) async throws -> [Validation] {
    let view = NightView(wiring.surroundings, now: { .now })
    defer { view.close() }
    let folder = try ReleaseFolder(around: wiring.surroundings.folder)
    let inputs = wiring.inputs(try await wiring.index(), mirrors)
    try await fetchInputs(of: pins, targets, inputs(components))
    let validator = try await wiring.workshop(inputs).open(
      CommitRecipes(
        files: try folder.files(under: ["packages", "images"]), packages: packages,
        components: components))
    var validations: [Validation] = []
    for target in targets {
      let labels = configuration.versionInfo.pins.bumps(to: pins).map {
        "\($0.component) \($0.to.label)"
      }
      view.note(
        .validating(
          labels: labels.isEmpty ? ["the pins as they are"] : labels, target: target.name,
          purpose: "asked for"))
      let validation = await validator.validate(
        ValidationJob(pins: pins, target: target, version: version),
        progress: ValidationProgress { view.note(.validation(target: target.name, $0)) })
      validations.append(validation)
    }
    return validations
  }

  /// A pin that names no file, or another one than the index has, is the file's mistake and no verdict.
  private func fetchInputs(
    of pins: PinSet, _ targets: [Target], _ inputs: FetchedInputs
  ) async throws(CommandFailure) {
    let demand = PythonDemand(packages)
    for component in Set(packages.flatMap(\.components)).sorted() {
      guard case .wheel(let pin)? = pins[component] else { continue }
      for target in demand.targets(targets, of: component) {
        for python in target.pythons {
          do throws(Failure) {
            _ = try await inputs.fetch(component, at: pin, for: target.name, on: python.tag)
          } catch {
            throw CommandFailure(error)
          }
        }
      }
    }
  }

  private var version: ReleaseVersion {
    configuration.versionInfo.versionByHand(on: wiring.clock.now().day)
  }
}
