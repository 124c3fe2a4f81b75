import CommandLineTool
import Containers
import Desk
import Errors
import Foundation
import LocalForge
import Terminal

extension Wiring {
  /// How this checkout and its local forge stand to each other; nil for another forge.
  func checkoutStanding() async throws(CommandFailure) -> CheckoutStanding? {
    guard options.forge == "local" else { return nil }
    let place = try await place()
    guard place.isFounded else {
      return CheckoutStanding(
        isFounded: false, source: await foundingBranch(of: place), lead: nil, locks: [])
    }
    let folder = place.repository.path + "/"
    let locks = ForgeLeftovers(of: place.repository, now: Date(), isAlone: false).locks
    return CheckoutStanding(
      isFounded: true, source: nil, lead: try await lead(),
      locks: locks.map {
        $0.path.hasPrefix(folder) ? String($0.path.dropFirst(folder.count)) : $0.path
      })
  }

  /// What the forge at `place` would begin as, or why it cannot be founded.
  func foundingBranch(of place: LocalForgePlace) async -> Result<InitialBranch, Failure> {
    do throws(Failure) {
      return .success(
        try await InitialBranch.required(
          of: place.checkout.path, for: place.repository,
          environment: surroundings.gitEnvironment))
    } catch {
      return .failure(error)
    }
  }

  /// The commits of this checkout that its local forge lacks; nil when there are none.
  func lead() async throws(CommandFailure) -> CheckoutLead? {
    guard options.forge == "local", temporary == nil else { return nil }
    let place = try await place()
    guard place.isFounded else { return nil }
    return await CheckoutLead.read(
      place.checkout.path, forge: place.repository, environment: surroundings.gitEnvironment)
  }
}

extension Examination {
  /// The forge, and what killed programs left in it if it is the local one.
  var localForge: [Diagnosis] {
    get async {
      guard let standing = try? await Wiring(surroundings, options).checkoutStanding() else {
        return await forge
      }
      guard standing.isFounded else {
        if case .failure(let error)? = standing.source {
          return [
            Diagnosis(
              "forge", .bad, found: error.found,
              remedy: error.hint.isEmpty ? "see roller status" : error.hint)
          ]
        }
        let found = "local; not created yet: roller roll or roller forge serve creates it"
        return [Diagnosis("forge", .good, found: found)]
      }
      let damage = try? await Wiring(surroundings, options).damage().map {
        Diagnosis("forge folder", .bad, found: $0.found, remedy: $0.remedy)
      }
      if let damage { return await forge + [damage] }
      guard !standing.locks.isEmpty else { return await forge }
      let locks = Diagnosis(
        "forge locks", .bad,
        found: "killed programs left " + standing.locks.joined(separator: ", "),
        remedy: CheckoutStanding.lockRemedy)
      return await forge + [locks]
    }
  }
}
