import CommandLineTool
import Foundation
import LocalForge
import Rolling
import SafeText

extension Wiring {
  /// Runs `body` on the local forge at `place`; where it fails because the forge's folder is damaged,
  /// that is said, and mended where a copy has what is missing.
  func namingDamage<Value: Sendable>(
    of place: LocalForgePlace, _ body: () async throws -> Value
  ) async throws -> Value {
    do { return try await body() } catch {
      throw await damage(of: place, behind: error) ?? error
    }
  }

  private func damage(
    of place: LocalForgePlace, behind error: any Error
  ) async -> CommandFailure? {
    guard !Task.isCancelled, temporary == nil,
      FileManager.default.fileExists(atPath: place.repository.path)
    else { return nil }
    switch CommandFailure(uncaught: error).exitCode {
    case .badData, .tryLater, .remoteSaidNo: break
    case .done, .usage, .refused, .nothingGreen: return nil
    }
    let environment = surroundings.gitEnvironment
    guard let damage = await ForgeDamage.find(in: place.repository, environment: environment) else {
      return nil
    }
    let found =
      "using the local forge \(place.repository.path): it is damaged: "
      + UntrustedText(damage.found).terminal(limit: 400)
    let copies = [place.mirror, place.checkout.appendingPathComponent(".git")]
    if await damage.heal(place.repository, from: copies, environment: environment) {
      return CommandFailure(
        .tryLater,
        "\(found)\n  hint: it was repaired with copies of the same objects from the checkout and from"
          + " roller's mirror; run the same command again")
    }
    return CommandFailure(.badData, "\(found)\n  hint: \(damage.remedy)")
  }

  /// What `roller doctor` says of the folder of this checkout's forge; nil when it is sound.
  func damage() async -> (found: String, remedy: String)? {
    guard options.forge == "local", let place = try? await place(), place.isFounded,
      let damage = await ForgeDamage.find(
        in: place.repository, environment: surroundings.gitEnvironment)
    else { return nil }
    return (UntrustedText(damage.found).terminal(limit: 400), damage.remedy)
  }
}
