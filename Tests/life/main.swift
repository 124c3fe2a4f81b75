import Foundation
import Lives

/// Lives many lives: `life WEEKS YEARS FIRST-SEED`, and says which seed broke a promise, and how.
let arguments = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
let weeks = arguments.first ?? 950
let years = arguments.dropFirst().first ?? 50
let first = arguments.dropFirst(2).first ?? 1

func live(_ seed: UInt64, days: Int) async -> (nights: Int, failure: String?) {
  let life = Life(seed: seed)
  do { return (try await life.run(days: days), nil) } catch {
    return (0, "seed \(seed), \(days) days: \(error)\n\(life.ending)")
  }
}

let lives = (0..<weeks + years).map { ($0 + first, $0 < years ? 365 : 21 + Int($0 % 28)) }
var nights = 0
var failures: [String] = []
await withTaskGroup(of: (nights: Int, failure: String?).self) { group in
  var waiting = lives[...]
  for _ in 0..<ProcessInfo.processInfo.activeProcessorCount {
    if let (seed, days) = waiting.popFirst() { group.addTask { await live(seed, days: days) } }
  }
  for await answer in group {
    nights += answer.nights
    if let failure = answer.failure { failures.append(failure) }
    if let (seed, days) = waiting.popFirst() { group.addTask { await live(seed, days: days) } }
  }
}
for failure in failures.prefix(5) { print(failure, "\n") }
print("\(lives.count) lives, \(nights) nights, \(failures.count) broke a promise")
exit(failures.isEmpty ? 0 : 1)
