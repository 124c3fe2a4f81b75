import Foundation
import ReleaseModel
import Rolling

@testable import Containers

/// The line with which a script waits until the test has meddled.
let waitForMeddling = "echo up; until [ -e /scratch/go ]; do sleep 0.1; done"

extension TinyRelease {
  /// Validates, and calls `meddle` with the validation's own folder while a script waits.
  func validate(
    step: String = "tiny-check-tiny-target",
    meddle: @escaping @Sendable (URL) async throws -> Void
  ) async throws -> Validation {
    let (starts, start) = AsyncStream.makeStream(of: Void.self)
    let progress = ValidationProgress { note in
      if case .line("up", _) = note { start.yield() }
    }
    let validator = try await validator()
    let task = Task {
      defer { start.finish() }
      return await validator.validate(job, progress: progress)
    }
    for await _ in starts {
      let scratch = try scratchFolder()
      try await meddle(scratch)
      let go = scratch.appending(path: "\(step)/scratch/go")
      _ = FileManager.default.createFile(atPath: go.path, contents: nil)
      break
    }
    return await task.value
  }

  private func scratchFolder() throws -> URL {
    let root = folder.url.appending(path: "cache/scratch")
    let names = try FileManager.default.contentsOfDirectory(atPath: root.path)
    return root.appending(path: names.sorted().last ?? "none")
  }
}

extension Verdict {
  /// Why it is unjudged; nil when it is not.
  var trouble: String? {
    if case .unjudged(let because) = self { because } else { nil }
  }
}
