import CommandLineTool
import Desk
import Errors
import Foundation
import Mirrors
import PackageIndex
import ReleaseModel
import RollPlanning
import Rolling
import SafeText

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
    let pins = try await pins(texts, targets, wiring.wheels(), mirrors)
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
    let needed = Set(packages.flatMap(\.components)).sorted()
    for target in targets {
      for component in needed {
        guard case .wheel(let pin)? = pins[component] else { continue }
        do throws(Failure) {
          _ = try await inputs.fetch(component, at: pin, for: target.name)
        } catch {
          throw CommandFailure(error)
        }
      }
    }
  }

  private var version: ReleaseVersion {
    configuration.versionInfo.versionByHand(on: wiring.clock.now().day)
  }

  private func pins(
    _ texts: [String], _ targets: [Target], _ wheels: FetchedWheels, _ mirrors: Mirrors
  ) async throws -> PinSet {
    var pins = configuration.versionInfo.pins
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let name = ComponentName(parts[0]),
        let component = configuration[component: name]
      else { throw notAPin(text) }
      let pin =
        switch component.origin {
        case .git: try await commit(parts[1], of: component, mirrors)
        case .index: try await version(parts[1], of: component, targets, wheels)
        }
      pins = pins.moving(name, to: pin)
    }
    return pins
  }

  private func commit(
    _ text: String, of component: Component, _ mirrors: Mirrors
  ) async throws -> Pin {
    guard let revision = Revision(text) else { throw notAPin("\(component.name)=\(text)") }
    do throws(Failure) {
      let mirror = try mirrors.mirror(of: component)
      guard try await mirror.isOnBranch(revision) else {
        throw Failure(
          .notFound, doing: "look for \(revision)",
          found: "it is not on \(mirror.branch) of \(mirror.url)")
      }
      let day = Timestamp(seconds: try await mirror.commit(revision).committer.seconds).day
      return .git(GitPin(revision: revision, date: day))
    } catch {
      throw CommandFailure(error)
    }
  }

  private func version(
    _ text: String, of component: Component, _ targets: [Target], _ wheels: FetchedWheels
  ) async throws -> Pin {
    let name = component.name
    guard let version = PythonVersion(text), let oldest = PythonVersion("0.dev0") else {
      throw notAPin("\(name)=\(text)")
    }
    // Everything is newer than the oldest of all versions, so every version is a candidate.
    let survey = await wheels.survey(
      SurveyQuestion(
        component: component, source: .index(preReleases: true),
        pin: .wheel(WheelPin(version: oldest, files: [:])), targets: targets))
    switch survey.answer {
    case .absent(let because), .parked(let because):
      throw CommandFailure(.remoteSaidNo, "\(name): \(because)")
    case .unknown(let because): throw CommandFailure(.tryLater, "\(name): \(because)")
    case .known(let candidates):
      let found = candidates.first { candidate in
        if case .wheel(let pin) = candidate.pin { pin.version == version } else { false }
      }
      guard let found else { throw noSuchVersion(name, version, survey) }
      return found.pin
    }
  }
}

private func notAPin(_ text: String) -> CommandFailure {
  CommandFailure(
    .usage,
    "--pin \(UntrustedText(text).terminal()): expected COMPONENT=VERSION, or COMPONENT=COMMIT with "
      + "the commit's full id")
}

private func noSuchVersion(
  _ name: ComponentName, _ version: PythonVersion, _ survey: Survey
) -> CommandFailure {
  let why = survey.skipped.first { $0.label == version.description }?.why
  return CommandFailure(
    .remoteSaidNo,
    "\(name) \(version): "
      + (why.map { UntrustedText($0).terminal() } ?? "the index has no such version"))
}
