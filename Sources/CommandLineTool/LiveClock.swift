import Foundation
import ReleaseModel
import Rolling

extension NightClock {
  /// The machine's clocks; one for the whole process, so that all that it measures begins at one start.
  package static let live: NightClock = {
    let start = ContinuousClock.now
    return NightClock(
      now: { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) },
      milliseconds: {
        let passed = start.duration(to: .now).components
        return passed.seconds * 1_000 + passed.attoseconds / 1_000_000_000_000_000
      },
      sleep: { try await Task.sleep(for: $0) })
  }()
}
