import ArgumentParser
import CommandLineTool
import Foundation

/// `roller-lab bench`: what planning and surveying cost on this machine.
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure planning for up to 200 components, and surveys compared with git.",
    discussion: """
      For each size, prints the milliseconds to plan the newest pins that no
      culprit forbids, and to choose the first cuts after that plan was red (best
      of five). The last column compares the sum with the first row's. Every second
      component records pins of the next one. Then measures building the search
      from survey answers, and describing a bump of a large repository compared
      with git log of the same commits.

      With --repository, compares surveys of that bare repository (which should
      have a long history) with the git command line, over the same server on
      loopback (best of five).

          roller-lab bench --repository iree.git
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
