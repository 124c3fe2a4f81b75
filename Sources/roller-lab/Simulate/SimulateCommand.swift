import ArgumentParser
import CommandLineTool
import GreenSet

/// `roller-lab simulate`: what would the search do if…
struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Run the green-set search on a simulated world or a recorded matrix.",
    usage: "roller-lab simulate [options]",
    discussion: """
      With --matrix, runs the search on a recorded compatibility table and explains
      it. The CSV has one column for each component, then one for each target with
      "pass" or "fail":

          compiler,runtime,llvm_cpu,vmvx
          3.8.0,3.8.0,pass,pass

      Each --from gives a green row to start from, by its revisions. Without it,
      every green row is tried, with one line of output for each. --to gives the
      newest revision of each component if it is not the last in the table:

          roller-lab simulate --matrix iree.csv --from 3.5.0,3.5.0 --to 3.10.0,3.9.0

      A .json file is a world to replay: "components" with their "candidates", each
      with "name" and "landed", and "red", sets that fail together.

      Without --matrix, another program plays the world. It writes one JSON object
      per line to standard input and reads one from standard output:

          {"problem": {"id", "targets", "pins",
                       "components": [{"name", "candidates", "weight"}]}}
            ← {"validate": [[point, target], …]}   → {"green": [true, …]}   one round
            ← {"chosen": point, "blocked": [{"component", "firstBad"}, …]}
            → {"verdict": {…}}

      A point is a list with an index for each component; 0 is today's pin. The
      world may send a summary at the end, which is copied to standard error.
      """)

  @Option(help: "The number of validations that run at the same time.")
  var workers = 1

  @Option(help: "The probability that a truly green validation turns out red.")
  var flake = 0.0

  @Option(help: "Look for cheaper holds that save this share of today's lag, or \"off\".")
  var theta = ThetaOption(share: 0.05)

  @Option(help: "Stop after this many validations, with the best set so far.")
  var budget: Int?

  @Option(help: "A CSV with a recorded matrix, or a JSON world to replay.")
  var matrix: String?

  @Option(help: "A CSV with the columns component, revision, landed (the date).")
  var landed: String?

  @Option(name: .customLong("from"), help: "A row to start from, by its revisions.")
  var starts: [String] = []

  @Option(help: "The newest revision of each component. Default: the table's last.")
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
    let table =
      matrix.hasSuffix(".json")
      ? CompatibilityMatrix(try RecordedWorld(file: matrix), file: matrix)
      : try CompatibilityMatrix(file: matrix, landed: landed)
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
