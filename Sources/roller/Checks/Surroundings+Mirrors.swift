import CommandLineTool
import Foundation
import HTTP
import Upstreams

extension Surroundings {
  /// What `texts` of `--mirror`, and then `$ROLLER_MIRRORS`, put in the place of upstreams' URLs.
  func rewrites(_ texts: [String] = []) throws(MirrorRewriteFault) -> MirrorRewrites {
    let variable = (environment["ROLLER_MIRRORS"] ?? "").split(separator: " ").map(String.init)
    return try MirrorRewrites(parsing: (texts + variable).map(absolute))
  }

  /// The mirrors of this machine; nobody is asked until somebody updates one.
  func offlineMirrors(_ texts: [String] = []) throws(MirrorRewriteFault) -> Mirrors {
    Mirrors(
      cache: cacheFolder, http: HTTPClient(pool: .shared, configuration: httpConfiguration),
      rewrites: try rewrites(texts))
  }

  /// `text` with a folder's path made whole: it is relative to where the command runs.
  private func absolute(_ text: String) -> String {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, !parts[1].contains("://"), !parts[1].hasPrefix("/") else {
      return text
    }
    return parts[0] + "=" + folder.appendingPathComponent(parts[1]).path
  }
}
