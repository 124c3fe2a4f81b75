import CommandLineTool
import Containers
import Foundation
import LocalForge

extension Wiring {
  /// How this checkout and its local forge stand to each other; nil for another forge.
  func checkoutStanding() async throws(CommandFailure) -> CheckoutStanding? {
    guard options.forge == "local" else { return nil }
    let place = try await place()
    guard place.isFounded else {
      let source = await FoundingBranch.read(
        place.checkout.path, environment: surroundings.gitEnvironment)
      return CheckoutStanding(isFounded: false, source: source, lead: nil, locks: [])
    }
    let folder = place.repository.path + "/"
    let locks = ForgeLeftovers(of: place.repository, now: Date(), isAlone: false).locks
    return CheckoutStanding(
      isFounded: true, source: nil, lead: try await lead(),
      locks: locks.map {
        $0.path.hasPrefix(folder) ? String($0.path.dropFirst(folder.count)) : $0.path
      })
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
        let found = "local; there is none yet: roller roll or roller forge serve founds it"
        return [Diagnosis("forge", .good, found: found)]
      }
      guard !standing.locks.isEmpty else { return await forge }
      let locks = Diagnosis(
        "forge locks", .bad,
        found: "killed programs left " + standing.locks.joined(separator: ", "),
        remedy: CheckoutStanding.lockRemedy)
      return await forge + [locks]
    }
  }
}
