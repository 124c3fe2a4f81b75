import Containers
import Foundation
import ReleaseModel
import Upstreams

/// The files that pins name, fetched by their hashes.
struct FetchedInputs: InputSource {
  let fetcher: WheelFetcher

  func file(
    of component: ComponentName, at pin: WheelPin, for target: TargetName
  ) async throws -> URL {
    try await fetch(component, at: pin, for: target)
  }

  /// The same, for those who tell its errors apart.
  func fetch(
    _ component: ComponentName, at pin: WheelPin, for target: TargetName
  ) async throws(FetchError) -> URL {
    // A project on an index carries its component's name; the index is asked by hash alone.
    let component = Component(name: component, origin: .index(project: component.description))
    return try await fetcher.fetch(pin, of: component, for: target)
  }
}
