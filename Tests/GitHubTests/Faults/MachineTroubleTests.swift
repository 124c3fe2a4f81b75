import Errors
import Foundation
import HTTP
import ReleaseModel
import Rolling
import TestKit
import Testing

@testable import Git
@testable import GitHub
@testable import ReleaseRepository

@Suite("A machine in trouble is not the forge's \"no\"", .timeLimit(.minutes(20)))
struct MachineTroubleTests {
  private func kind(_ reason: GitError.Reason, _ message: String) -> Failure.Kind {
    Failure(git: GitError(reason, message, while: "fetch", in: "/x"), doing: "testing").kind
  }

  @Test("a full disk, ours or the forge's, is tried again later")
  func fullDisk() {
    let words = "cannot extend packfile '/x/pack_git2_1': No space left on device"
    #expect(kind(.failed, words) == .unavailable(afterSeconds: nil))
    #expect(kind(.rejected, "the remote says: \(words)") == .unavailable(afterSeconds: nil))
    #expect(kind(.failed, "something else") == .rejected)
    #expect(kind(.rejected, "the remote says: protected branch") == .rejected)
  }

  @Test("a forge without room says 507, and a read or a write of it is tried again later")
  func room() throws {
    for isWrite in [false, true] {
      let refusal = Refusal(
        HTTPResponse(status: 507, finalURL: try HTTPURL("https://api.github.com/x")),
        isWrite: isWrite, now: ForgeWorld.now)
      let error = refusal.error(doing: "testing")
      #expect(error.kind == .unavailable(afterSeconds: nil))
      #expect(error.hint.contains("free some space"))
    }
  }

  @Test("a file of ours that cannot be written or read is not the forge's \"no\"")
  func file() throws {
    for kind in [HTTPError.Kind.file, .machine, .cancelled] {
      let error = HTTPError(
        kind: kind, method: .get, url: "https://x", found: "x", hint: "x",
        mayHaveReachedServer: false)
      #expect(Failure(error, doing: "x", isWrite: false).mayPass)
    }
  }

  @Test("the forge tells the time with every answer, refusals included")
  func clock() async throws {
    let world = try ForgeWorld()
    let server = try WireServer { _ in
      .reply(404, "{}", fields: ["Date: Sun, 22 Nov 2026 04:30:00 GMT"])
    }
    let forge = try world.forge(at: server.url)
    #expect(await forge.rest.serverDate() == nil)
    _ = await failure { () async throws(Failure) in _ = try await forge.releases() }
    let shows = try #require(await forge.rest.serverDate())
    #expect(shows.contains(Timestamp(seconds: ForgeWorld.now.seconds + 3_600)))
    // On this machine its clock is ours, and proves nothing.
    #expect(await forge.serverDate() == nil)
  }
}
