import Errors
import Synchronization
import Testing

@testable import Containers

@Suite("Room on the machine", .timeLimit(.minutes(20)))
struct ReservationTests {
  private let machine = Reservation(Reservation.Share(cores: 2, memory: 1_000))

  /// Ends when somebody opens it.
  private final class Gate: Sendable {
    private let stream: AsyncStream<Void>
    private let source: AsyncStream<Void>.Continuation

    init() { (stream, source) = AsyncStream.makeStream() }
    func open() { source.finish() }
    func pass() async { for await _ in stream {} }
  }

  private final class Journal: Sendable {
    private let held = Mutex<[String]>([])
    func add(_ line: String) { held.withLock { $0.append(line) } }
    var lines: [String] { held.withLock { $0 } }
  }

  /// A step that has its share when this returns, and keeps it until `gate` is opened.
  private func holding(
    _ share: Reservation.Share, until gate: Gate, _ order: Journal = Journal()
  ) async -> Task<Void?, any Error> {
    let began = Gate()
    let step = Task { [machine] in
      try await machine.holding(share) {
        order.add("first began")
        began.open()
        await gate.pass()
        order.add("first ended")
      }
    }
    await began.pass()
    return step
  }

  /// Returns when `count` steps wait; whoever is cancelled meanwhile waits no longer.
  private func waiters(_ count: Int) async throws {
    while await machine.waitingCount < count {
      try Task.checkCancellation()
      await Task.yield()
    }
  }

  @Test(
    "a step waits while cores or memory are taken, and runs when they are given back",
    arguments: [
      Reservation.Share(cores: 1.5, memory: 10), Reservation.Share(cores: 0.5, memory: 600),
    ])
  func waits(share: Reservation.Share) async throws {
    let (gate, machine, order) = (Gate(), machine, Journal())
    let first = await holding(Reservation.Share(cores: 1, memory: 500), until: gate, order)
    let second = Task {
      try await machine.holding(share) { order.add("second") }
    }
    try await waiters(1)
    gate.open()
    _ = try await first.value
    _ = try await second.value
    #expect(order.lines == ["first began", "first ended", "second"])
  }

  @Test("what fits beside runs beside, and more than all is all")
  func beside() async throws {
    let gate = Gate()
    let first = await holding(Reservation.Share(cores: 1, memory: 500), until: gate)
    let second = try await machine.holding(Reservation.Share(cores: 1, memory: 500)) { "beside" }
    #expect(second == "beside")
    gate.open()
    _ = try await first.value
    #expect(
      try await machine.holding(Reservation.Share(cores: 64, memory: 1 << 20)) { "all" } == "all")
  }

  @Test("whoever is cancelled while waiting does not run, and lets the next one in")
  func cancelled() async throws {
    let gate = Gate()
    let first = await holding(Reservation.Share(cores: 1, memory: 10), until: gate)
    let large = Task {
      try await machine.holding(Reservation.Share(cores: 2, memory: 10)) { "ran" }
    }
    try await waiters(1)
    let small = Task {
      try await machine.holding(Reservation.Share(cores: 1, memory: 10)) { "ran" }
    }
    try await waiters(2)
    large.cancel()
    #expect(try await large.value == nil)
    #expect(try await small.value == "ran")
    gate.open()
    _ = try await first.value
  }

  @Test("room is given back when a step fails")
  func failing() async throws {
    let error = Failure.cancelled(doing: "x")
    await #expect(throws: error) {
      try await machine.holding(Reservation.Share(cores: 2, memory: 1_000)) {
        () throws(Failure) -> Int in throw error
      }
    }
    #expect(try await machine.holding(Reservation.Share(cores: 2, memory: 1_000)) { 1 } == 1)
  }
}
