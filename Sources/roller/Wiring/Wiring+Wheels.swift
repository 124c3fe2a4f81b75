import CommandLineTool
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

  /// The index, and the wheels themselves where what they record is asked for.
  func wheels(_ index: PackageIndex) -> FetchedWheels {
    FetchedWheels(
      IndexUpstream(index), fetcher: fetcher(index),
      python: SystemPython(environment: surroundings.environment))
  }
}
