import CommandLineTool
import Errors
import Foundation
import HTTP
import Mirrors

extension Surroundings {
  /// What `texts` of `--mirror`, and then `$ROLLER_MIRRORS`, put instead of upstreams' URLs.
  func rewrites(_ texts: [String] = []) throws(Failure) -> MirrorRewrites {
    let variable = (environment["ROLLER_MIRRORS"] ?? "").split(separator: " ").map(String.init)
    return try MirrorRewrites(parsing: (texts + variable).map(absolute))
  }

  /// What knows the mirrors of this machine, as they are; `texts` are those of `--mirror`.
  func witness(mirrors texts: [String] = []) -> UpstreamWitness {
    do throws(Failure) {
      return UpstreamWitness(
        .success(
          Mirrors(
            cache: cacheFolder, http: HTTPClient(pool: .shared, configuration: httpConfiguration),
            rewrites: try rewrites(texts))))
    } catch {
      return UpstreamWitness(.failure(error))
    }
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
