import CommandLineTool
import Errors
import Foundation
import Mirrors
import Pinning
import ReleaseModel
import Rolling
import SafeText

/// One unlanded change of an upstream, validated instead of its pin.
struct Trial: Sendable {
  private let request: TryRequest
  private let configuration: ReleaseConfiguration
  private let surroundings: Surroundings
  private let validating: Validating
  private let component: Component
  private let pinned: GitPin

  /// `wiring` must have the mirrors of ``serving(_:_:from:)``.
  init(
    _ request: TryRequest, _ configuration: ReleaseConfiguration, _ wiring: Wiring
  ) throws(CommandFailure) {
    let name = request.component
    guard let component = configuration[component: name],
      case .git(let pinned)? = configuration.versionInfo.pins[name]
    else {
      throw CommandFailure(
        .usage,
        "\(name) comes from a Python index; roller try needs a component that is a git repository"
          + "\n  hint: roller validate --pin \(name)=VERSION validates another version")
    }
    guard configuration.packages.values.contains(where: { $0.components.contains(name) }) else {
      throw CommandFailure(
        .refused,
        "no package is built from \(name), so no validation could judge a change of it"
          + "\n  hint: a package lists the components that it is built from in package.json, \"inputs\""
      )
    }
    self.request = request
    self.configuration = configuration
    self.component = component
    self.pinned = pinned
    surroundings = wiring.surroundings
    validating = Validating(configuration, wiring)
  }

  /// One validation for each of `targets`; `say` is told what is tried first.
  func run(
    on targets: [Target], say: @Sendable (String) -> Void
  ) async throws -> [Validation] {
    return try await validating.withMirrors { mirrors in
      let tried: TriedCommit
      do throws(Failure) {
        tried = try await mirrors.tried(
          component, at: url, revision: request.revision, pinned: pinned.revision)
      } catch {
        throw CommandFailure(error)
      }
      say(headline(tried))
      let others = configuration.components.filter { $0.name != component.name }
      return try await validating.validate(
        configuration.versionInfo.pins.moving(component.name, to: .git(tried.pin)), targets,
        mirrors, others + [tried.component])
    }
  }

  private func headline(_ tried: TriedCommit) -> String {
    let name = surroundings.output.bold("\(component.name)")
    let label = tried.pin.label.map { " (\($0))" } ?? ""
    let away =
      tried.distance.map { ", \($0.ahead) commits ahead of the pin and \($0.behind) behind" }
      ?? ", which shares no history with the pin"
    return "trying \(name) at \(tried.pin.revision.abbreviated)\(label)\(away)\n  "
      + UntrustedText(tried.subject).terminal(limit: 100)
  }

  /// Folders are served like mirrors, under a name that no host can have
  /// (<https://www.rfc-editor.org/rfc/rfc2606#section-2>).
  private static let folderHost = "https://checkout.invalid/"

  private var url: String {
    switch request.place {
    case .url(let url): "\(url)"
    case .folder(let path):
      Self.folderHost + Self.whole(path, from: surroundings.folder).lastPathComponent
    }
  }

  private static func whole(_ path: String, from folder: URL) -> URL {
    URL(fileURLWithPath: path, relativeTo: folder).standardizedFileURL
  }

  /// The mirrors that a command was told to use, with the folder that `place` names beside them.
  static func serving(
    _ place: TryRequest.Place, _ mirrors: MirrorOptions, from folder: URL
  ) throws(CommandFailure) -> MirrorOptions {
    guard case .folder(let path) = place else { return mirrors }
    let place = whole(path, from: folder)
    let isThere = [".git", "objects"].contains {
      FileManager.default.fileExists(atPath: place.appendingPathComponent($0).path)
    }
    guard isThere else {
      throw CommandFailure(
        .usage,
        "\(UntrustedText(path).terminal()) is not a git repository"
          + "\n  hint: give the top folder of a checkout, a bare repository, or an https URL")
    }
    var served = mirrors
    served.mirror.append(folderHost + "=" + place.deletingLastPathComponent().path + "/")
    return served
  }
}
