@testable import GreenSet

/// Plays a search against a world.
struct Play {
  let world: World
  var settings = SearchSettings()
  var workers = 1
  var evidence: [Verdict] = []
  var carried: [CarriedCulprit] = []
  /// Reds of truly green points come from here.
  var seed = 0
  /// Whether the results of a round arrive in any order, and some only a round later.
  var isDisorderly = false

  struct Result {
    var search: GreenSearch
    var rounds = 0
    var asked: [Question] = []
  }

  func run() -> Result {
    var result = Result(
      search: GreenSearch(world.problem, settings, evidence: evidence, carried: carried))
    var dice = Dice(seed)
    var late: [Question] = []
    while true {
      var questions = result.search.wanted(workers: workers)
      if questions.isEmpty && late.isEmpty { return result }
      questions.removeAll(where: late.contains)
      result.rounds += 1
      result.asked += questions
      questions = late + questions
      late = []
      if isDisorderly {
        questions.shuffle(using: &dice)
        if questions.count > 1 { late = [questions.removeLast()] }
      }
      for question in questions { result.search.record(question, outcome(question, &dice)) }
    }
  }

  private func outcome(_ question: Question, _ dice: inout Dice) -> Outcome {
    let isGreen = world.isGreen(question.point, target: question.target)
    return isGreen && !(settings.flake > 0 && dice.chance(settings.flake)) ? .green : .red
  }
}
