import Foundation
import Rolling
import Upstreams

extension Wiring {
  /// What proves wheel pins on this machine's index, which is looked up when the first is asked about.
  func wheelProof() -> IndexProof {
    IndexProof { () -> Result<PackageIndex, IndexUnreadable> in
      do throws(CommandFailure) { return .success(try await index()) } catch {
        let lines = error.message.components(separatedBy: "\n  hint: ")
        return .failure(
          IndexUnreadable(found: lines[0], hint: lines.dropFirst().first))
      }
    }
  }
}
