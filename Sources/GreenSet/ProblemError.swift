/// Why a question to the search makes no sense.
package enum ProblemError: Error, Hashable, CustomStringConvertible {
  case noCandidates(component: String)
  case noTargets
  case unknownComponent(Int)
  case tiedTwice(component: String)
  case tiedUnevenly(components: [String], candidates: [Int])

  package var description: String {
    switch self {
    case .noCandidates(let name):
      "stating the search: component \"\(name)\" has no candidate, not even today's pin\n"
        + "  hint: candidate 0 is today's pin"
    case .noTargets:
      "stating the search: no target was given\n  hint: a green set is green on some target"
    case .unknownComponent(let index):
      "stating the search: there is no component number \(index)"
    case .tiedTwice(let name):
      "stating the search: component \"\(name)\" is tied to two groups\n"
        + "  hint: components that move together form one group"
    case .tiedUnevenly(let names, let counts):
      "stating the search: \(names.joined(separator: ", ")) move together but have \(counts) "
        + "candidates\n  hint: tied components need the same number of candidates, in step"
    }
  }
}
