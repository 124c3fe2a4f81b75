import Errors
import Foundation
import ReleaseModel
import Rolling
import VersionDiffs

/// The Python index that pip is configured with, and the wheels themselves where they are asked for.
package struct FetchedWheels: WheelUpstream {
  private let lookup: IndexLookup
  /// Where wheels that were fetched lie.
  let cache: URL
  let python: any Python
  /// Whether the index is asked what a bump brings; otherwise only what is on this machine is told.
  let mayAsk: Bool
  private let sleep: @Sendable (Duration) async throws -> Void

  /// `sleep` waits for other processes that fetch the same wheel.
  package init(
    _ lookup: IndexLookup, cache: URL, python: any Python, mayAsk: Bool = true,
    sleep: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.lookup = lookup
    self.cache = cache
    self.python = python
    self.mayAsk = mayAsk
    self.sleep = sleep
  }

  package func serverDate() async -> ClosedRange<Timestamp>? {
    await index().known?.serverDate()
  }

  package func survey(_ question: SurveyQuestion) async -> Survey {
    switch await index() {
    case .known(let index): await IndexUpstream(index).survey(question)
    case .unknown(let why):
      Survey(component: question.component.name, answer: .unknown(because: why), pinned: nil)
    }
  }

  package func revisions(
    in pin: WheelPin, of component: Component, for targets: [Target]
  ) async -> Result<[String: Revision], UnreadWheel> {
    // The wheel of every target and Python is built from the same commits; the first that there is will do.
    guard let target = targets.map(\.name).first(where: { pin.files[$0] != nil }) else {
      return .failure(UnreadWheel(because: "no enabled target has a wheel of \(pin.version)"))
    }
    do {
      let fetcher = WheelFetcher(try await lookup.index.get(), cache: cache, sleep: sleep)
      let wheel = try await fetcher.fetch(pin, of: component, for: target)
      return .success(try await WheelMetadata.read(wheel, by: python).revisions)
    } catch {
      return .failure(UnreadWheel(because: Failure(error, doing: "").found))
    }
  }

  func index() async -> Answer<PackageIndex> {
    switch await lookup.index {
    case .success(let index): .known(index)
    case .failure(let error): .unknown(because: "\(error)")
    }
  }
}
