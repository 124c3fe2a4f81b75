import Foundation
import Testing

@testable import GreenSet

/// The referee's 120 practice instances, judged by the same truth in Swift.
@Suite("Practice instances", .timeLimit(.minutes(20)))
struct PracticeTests {
  private struct File: Decodable {
    struct Instance: Decodable {
      struct Part: Decodable {
        var name: String
        var candidates: Int
        var weight: Int
      }
      struct Constraint: Decodable {
        var boxes: [[String: [Int]]]
        var target: String?
      }
      struct Pins: Decodable {
        var component: Int
        var on: Int
        var pinned: [Int]
      }
      var targets: [String]
      var components: [Part]
      var constraints: [Constraint]
      var pins: [Pins]
    }
    var instances: [Instance]
  }

  private static func worlds() throws -> [World] {
    let data = try Data(contentsOf: IreeMatrix.fixture("practice.json"))
    return try JSONDecoder().decode(File.self, from: data).instances.map { instance in
      let problem = try Problem(
        components: instance.components.map { part in
          Component(
            name: part.name,
            landed: (0...part.candidates).map { Double($0) / Double(max(1, part.candidates)) },
            weight: part.weight)
        }, targets: instance.targets,
        pins: instance.pins.map {
          RecordedPins(component: $0.component, on: $0.on, pinned: $0.pinned)
        })
      let faults = instance.constraints.flatMap { constraint in
        constraint.boxes.map { box in
          World.Fault(
            box: Box(
              box.compactMap { key, span in
                Int(key).map { Span(component: $0, low: span[0], high: span[1]) }
              }),
            target: constraint.target.flatMap(instance.targets.firstIndex))
        }
      }
      return World(problem: problem, faults: faults)
    }
  }

  private struct Score {
    var validations: [Int] = []
    var rounds = 0
    var maximal = 0
    var least = 0
    var mean: Double { Double(validations.reduce(0, +)) / Double(validations.count) }
    var worst: Int { validations.sorted()[validations.count * 95 / 100] }
  }

  private func score(workers: Int, flake: Double = 0) throws -> Score {
    var score = Score()
    for (seed, world) in try Self.worlds().enumerated() {
      let result = Play(
        world: world, settings: SearchSettings(flake: flake), workers: workers, seed: seed
      ).run()
      let best = result.search.best
      #expect(world.isGreen(best))
      score.validations.append(result.asked.count)
      score.rounds += result.rounds
      if world.improvement(on: best) == nil { score.maximal += 1 }
      let newest = try #require(world.newest(above: world.problem.today))
      if world.lag(newest) == world.lag(best) { score.least += 1 }
    }
    return score
  }

  @Test("one worker: few validations, and nearly always nothing left behind")
  func oneWorker() throws {
    let score = try score(workers: 1)
    #expect(score.mean <= 15.3)
    #expect(score.worst <= 47)
    #expect(score.maximal >= 116)
    #expect(score.least >= 105)
  }

  @Test("more workers, fewer rounds", arguments: [(4, 6.7), (16, 4.5)])
  func manyWorkers(workers: Int, rounds: Double) throws {
    #expect(Double(try score(workers: workers).rounds) / 120 <= rounds)
  }

  @Test("flaky validations cost little, and never end in a red choice", arguments: [0.01, 0.05])
  func flaky(chance: Double) throws {
    let score = try score(workers: 1, flake: chance)
    #expect(score.mean <= 20)
    #expect(score.maximal >= 112)
  }
}
