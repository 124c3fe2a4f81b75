import Foundation
import ReleaseModel
import Rolling
import Testing

@testable import Containers

@Suite("Builds that are known to be red", .serialized, .timeLimit(.minutes(20)))
struct KnownRedValidationTests {
  @Test("after a record was struck nothing rests on what this machine remembers")
  func afresh() async throws {
    let release = try await TinyRelease(
      build: #"echo '{"schema": 1, "verdict": "red", "reason": "x"}' > /out/result.json; exit 1"#)
    for _ in 1...3 { _ = try await release.validate() }
    let known = try await release.validate().evidence
    #expect(known.log.contains("the same was red twice before"))
    var job = release.job
    job.isAfresh = true
    let again = await (try release.validator()).validate(job, progress: release.progress).evidence
    #expect(again.verdict == .red(because: "build of tiny for tiny-target: x"))
    #expect(!again.log.contains("the same was red twice before"))
  }
}
