import HTTP
import ReleaseModel

extension PackageIndex {
  /// What the clock of an index shows now, by the `Date` of its last answer and the time since; nil when
  /// no index tells the time.
  ///
  /// Pages that lie in the cache tell nothing: the server is asked about each, and that answer counts.
  /// When none was asked yet, one is.
  package func serverDate() async -> ClosedRange<Timestamp>? {
    let places = configuration.indexes + configuration.findLinks.compactMap(\.page)
    for place in places {
      if let date = date(of: place.origin) { return date }
    }
    for place in places {
      var request = request(.head, place)
      request.retry = .never
      _ = try? await client.send(request)
      if let date = date(of: place.origin) { return date }
    }
    return nil
  }

  private func date(of origin: HTTPOrigin) -> ClosedRange<Timestamp>? {
    client.clock(of: origin).map { seconds in
      Timestamp(seconds: seconds.lowerBound)...Timestamp(seconds: seconds.upperBound)
    }
  }
}

extension PipConfiguration.FindLinks {
  fileprivate var page: HTTPURL? {
    if case .page(let url) = self { url } else { nil }
  }
}
