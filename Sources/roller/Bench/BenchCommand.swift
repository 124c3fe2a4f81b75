import ArgumentParser

/// `roller bench`: what planning costs on this machine.
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure what planning costs, up to 200 components.",
    discussion: """
      For each size, the milliseconds to plan the newest pins that no culprit forbids, and to
      choose the first cuts after that plan was red; the best of five. The last column compares
      the sum with the first row's. Every second component records what it pins of the next. Then
      what it costs to make the search out of what upstreams answered.
      """,
    shouldDisplay: false)

  func run() async throws {
    for line in try PlanBench().lines() { Console.line(line) }
    Console.line("")
    Console.line(try SpaceBench().line())
  }
}
