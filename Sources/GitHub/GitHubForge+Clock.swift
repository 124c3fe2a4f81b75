import HTTP
import ReleaseModel

extension GitHubForge {
  /// What the forge's clock shows now, by the `Date` of its last answer and the time since; nil before
  /// its first answer, and when the forge runs on this machine: then its clock is ours.
  package func serverDate() async -> ClosedRange<Timestamp>? {
    address.api.origin.isLoopback ? nil : await rest.serverDate()
  }
}

extension RESTClient {
  /// The same, wherever the forge runs.
  func serverDate() async -> ClosedRange<Timestamp>? {
    http.clock(of: api.origin).map { seconds in
      Timestamp(seconds: seconds.lowerBound)...Timestamp(seconds: seconds.upperBound)
    }
  }
}
