import ArgumentParser
import CommandLineTool
import GreenSet

/// `roller-lab simulate`: what would the search do if…
struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Run the green-set search on a made-up world, or on a recorded matrix.",
    discussion: """
      With --matrix, the search runs on a recorded compatibility table and its story is printed.
      The CSV has one column for each component, then one for each target with "pass" or "fail":

        compiler,runtime,llvm_cpu,vmvx
        3.8.0,3.8.0,pass,pass

      Each --from names a green row to start from, by its revisions: --from 3.5.0,3.5.0. Without
      one, every green row is tried, and one line printed for each. --to names the newest revision
      of each component, where that is not the last of the table: --to 3.10.0,3.9.0.

      Without --matrix, another program is the world. It writes one JSON line at a time to our
      standard input and reads one from our standard output:

        {"problem": {"id", "components": [{"name", "candidates", "weight"}], "targets", "pins"}}
            ← {"validate": [[point, target], …]}     → {"green": [true, …]}     one round
            ← {"chosen": point, "blocked": [{"component", "firstBad"}, …]}  → {"verdict": {…}}

      A point lists an index for each component; 0 is today's pin. The summary that the world
      may send at the end is copied to standard error.
      """)

  @Option(help: "Validations that run at the same time.")
  var workers = 1

  @Option(help: "The chance that a truly green validation comes out red.")
  var flake = 0.0

  @Option(help: "Look for cheaper holds that save this share of today's lag; \"off\" does not.")
  var theta = ThetaOption(share: 0.05)

  @Option(help: "Stop after so many validations, with the best so far.")
  var budget: Int?

  @Option(help: "A recorded compatibility matrix.")
  var matrix: String?

  @Option(help: "When revisions landed: a CSV with the columns component, revision, landed.")
  var landed: String?

  @Option(name: .customLong("from"), help: "A row to start from, by its revisions.")
  var starts: [String] = []

  @Option(help: "The newest revision of each component; the table's last otherwise.")
  var to: String?

  func validate() throws {
    guard workers > 0 else { throw ValidationError("--workers must be at least 1") }
    guard 0..<1 ~= flake else { throw ValidationError("--flake must be at least 0 and below 1") }
    guard matrix != nil || (starts.isEmpty && landed == nil && to == nil) else {
      throw ValidationError("--from, --to and --landed belong to --matrix")
    }
  }

  func run() async throws {
    let settings = SearchSettings(theta: theta.share, flake: flake, budget: budget)
    guard let matrix else {
      let game = RefereeGame(settings: settings, workers: workers)
      return try game.play(
        read: { readLine() }, say: Console.line, remark: Console.errorLine)
    }
    let table = try CompatibilityMatrix(file: matrix, landed: landed)
    let story = try MatrixStory(table, to: to, settings: settings, workers: workers)
    for line in try story.lines(from: starts) { Console.line(line) }
  }
}

/// The value of `--theta`: a share of today's lag, or "off".
struct ThetaOption: ExpressibleByArgument, Sendable, Hashable {
  var share: Double?

  init(share: Double?) { self.share = share }

  init?(argument: String) {
    if argument == "off" {
      share = nil
    } else if let value = Double(argument), 0...1 ~= value {
      share = value
    } else {
      return nil
    }
  }

  var defaultValueDescription: String { share.map { "\($0)" } ?? "off" }
}
