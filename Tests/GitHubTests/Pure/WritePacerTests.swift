import Testing

@testable import GitHub

@Suite("The pace of writes", .timeLimit(.minutes(20)))
struct WritePacerTests {
  @Test("the first write goes at once, the next a second after it, a late one at once")
  func pace() {
    let pacer = WritePacer(interval: .seconds(1))
    #expect(pacer.delay(at: 5_000) == .zero)
    #expect(pacer.delay(at: 5_000) == .milliseconds(1_000))
    #expect(pacer.delay(at: 5_100) == .milliseconds(1_900))
    #expect(pacer.delay(at: 9_000) == .zero)
  }

  @Test("on this machine nothing is waited")
  func loopback() {
    let pacer = WritePacer(interval: .zero)
    #expect(pacer.delay(at: 1) == .zero)
    #expect(pacer.delay(at: 1) == .zero)
  }
}
