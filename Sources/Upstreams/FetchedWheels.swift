import Foundation
import ReleaseModel
import Rolling

/// The index, and the wheels themselves where a source asks what they record.
package struct FetchedWheels: WheelUpstream {
  private let index: IndexUpstream
  private let fetcher: WheelFetcher
  private let python: any Python

  package init(_ index: IndexUpstream, fetcher: WheelFetcher, python: any Python) {
    self.index = index
    self.fetcher = fetcher
    self.python = python
  }

  package func serverDate() async -> ClosedRange<Timestamp>? { await index.serverDate() }

  package func survey(_ question: SurveyQuestion) async -> Survey {
    await index.survey(question)
  }

  package func revisions(
    in pin: WheelPin, of component: Component, for targets: [Target]
  ) async -> Result<[String: Revision], UnreadWheel> {
    // Every target's wheel is built from the same commits; the first that there is will do.
    guard let target = targets.map(\.name).first(where: { pin.files[$0] != nil }) else {
      return .failure(UnreadWheel(because: "no enabled target has a wheel of \(pin.version)"))
    }
    let wheel: URL
    do throws(FetchError) {
      wheel = try await fetcher.fetch(pin, of: component, for: target)
    } catch {
      return .failure(UnreadWheel(because: "\(error)"))
    }
    do throws(WheelMetadataError) {
      return .success(try await read(wheel, by: python).revisions)
    } catch {
      return .failure(UnreadWheel(because: error.found))
    }
  }

  private func read(
    _ wheel: URL, by python: some Python
  ) async throws(WheelMetadataError) -> WheelMetadata {
    try await WheelMetadata.read(wheel, by: python)
  }
}

/// What a repository's survey may ask of components that come from an index.
package protocol WheelUpstream: Upstream {
  /// The commits that the wheel of `pin` says it was built from, by its own names for them.
  func revisions(
    in pin: WheelPin, of component: Component, for targets: [Target]
  ) async -> Result<[String: Revision], UnreadWheel>
}

/// Why a wheel's own record could not be read.
package struct UnreadWheel: Error, Sendable, Equatable {
  package let because: String

  package init(because: String) {
    self.because = because
  }
}
