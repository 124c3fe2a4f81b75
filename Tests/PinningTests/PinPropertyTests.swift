import Pinning
import ReleaseModel
import TestKit
import Testing

@Suite("Any order of pins", .timeLimit(.minutes(20)))
struct PinPropertyTests {
  private let names = [PinWorld.a, PinWorld.b, PinWorld.c, PinWorld.d, PinWorld.w]

  @Test("keeps what was promised", arguments: 0..<400)
  func promises(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let (world, order) = try game(&random)
    let (outcome, asked) = world.outcome(order)
    let info = world.configuration.versionInfo
    #expect(Set(asked).count == asked.count, "no question is asked twice")
    #expect(world.outcome(order, oneByOne: true).0 == outcome, "the order of answers is nothing")
    for move in outcome.moves {
      let name = move.bump.component
      #expect(info.pins[name]?.identity == move.bump.from.identity)
      #expect(move.bump.from.identity != move.bump.to.identity)
      #expect(move.direction.isForward || order.downgrade != nil)
      #expect(info.denials[name]?[text(move.bump.to)] == nil)
      #expect(move.cause == .asked || info.holds[name] == nil)
      #expect(move.cause == .asked || order.movesAlong)
    }
    #expect(Set(outcome.moves.map(\.bump.component)).count == outcome.moves.count)
    for request in order.requests {
      let ends =
        outcome.moves.filter { $0.bump.component == request.component && $0.cause == .asked }.count
        + outcome.stays.filter { $0.component == request.component && $0.cause == .asked }.count
        + outcome.refusals.filter { $0.component == request.component }.count
      #expect(ends == 1, "each request has one end")
    }
    guard outcome.refusals.isEmpty else { return }
    let edited = try outcome.applied(to: info)
    #expect(edited.pins.bumps(to: info.pins).count == outcome.moves.count)
    #expect(edited.holds == info.holds && edited.denials == info.denials)
  }

  private func game(_ random: inout SeededRandom) throws -> (PinWorld, PinOrder) {
    var pins: [ComponentName: Int] = [:]
    var notes: [ComponentName: String] = [:]
    for name in names {
      pins[name] = Int.random(in: 3..<18, using: &random)
      let denied = PinWorld.revision(Int.random(in: 0..<20, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: notes[name] = "\"hold\": \"why\""
      case 1 where name != PinWorld.w: notes[name] = "\"denied\": { \"\(denied)\": \"why\" }"
      default: break
      }
    }
    let asked = names.shuffled(using: &random).prefix(Int.random(in: 1..<4, using: &random))
    return (
      try PinWorld(pins: pins, notes: notes),
      PinOrder(
        requests: asked.map { PinRequest(component: $0, aim: aim(&random)) },
        downgrade: Bool.random(using: &random) ? Reason("why") : nil,
        movesAlong: Int.random(in: 0..<4, using: &random) > 0)
    )
  }

  private func aim(_ random: inout SeededRandom) -> PinAim? {
    let number = Int.random(in: 0..<34, using: &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return nil
    case 1: return .latest
    case 2, 3: return .revision(PinWorld.revision(number))
    case 4: return .steps(number - 17 == 0 ? 1 : number - 17)
    case 5: return .name(BranchName("v\(number)")!)
    case 6: return .day(CalendarDate(days: 1))
    default:
      return .version(PythonVersion(["0.9", "1.0", "1.1", "9"].randomElement(using: &random)!)!)
    }
  }

  private func text(_ pin: Pin) -> String {
    switch pin {
    case .git(let pin): pin.revision.description
    case .wheel(let pin): pin.version.description
    }
  }
}
