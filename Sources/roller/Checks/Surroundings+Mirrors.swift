import HTTP
import Upstreams

extension Surroundings {
  /// The mirrors of this machine; nobody is asked until somebody updates one.
  var offlineMirrors: Mirrors? {
    let texts = (environment["ROLLER_MIRRORS"] ?? "").split(separator: " ").map(String.init)
    guard let rewrites = try? MirrorRewrites(parsing: texts) else { return nil }
    return Mirrors(
      cache: cacheFolder, http: HTTPClient(pool: .shared, configuration: httpConfiguration),
      rewrites: rewrites)
  }
}
