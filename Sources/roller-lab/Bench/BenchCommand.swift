import ArgumentParser
import CommandLineTool
import Foundation

/// `roller-lab bench`: what planning and surveying cost on this machine.
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure what planning costs, up to 200 components, and surveys beside git's own.",
    discussion: """
      For each size, the milliseconds to plan the newest pins that no culprit forbids, and to
      choose the first cuts after that plan was red; the best of five. The last column compares
      the sum with the first row's. Every second component records what it pins of the next. Then
      what it costs to make the search out of what upstreams answered, and to describe a bump of a
      large repository beside git log of the same commits.

      With --repository, surveys of that bare repository (its history should be long) beside the git
      command line doing the same, over the same server on loopback; the best of five.
      """)

  @Option(help: ArgumentHelp("A bare repository to survey.", valueName: "folder"))
  var repository: String?

  func run() async throws {
    for line in try PlanBench().lines() { Console.line(line) }
    Console.line("")
    Console.line(try SpaceBench().line())
    Console.line(try await DiffBench(environment: Surroundings.current.environment).line())
    guard let repository else { return }
    Console.line("")
    let bench = try SurveyBench(
      of: URL(fileURLWithPath: repository, isDirectory: true), Surroundings.current)
    for line in try await bench.lines() { Console.line(line) }
  }
}
