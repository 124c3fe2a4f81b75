import Desk
import JSON
import Pinning
import ReleaseModel

extension PinEnd {
  /// The same as data, for `--json`.
  package var json: JSONValue {
    var object = outcome.json
    object["diff"] = difference.json
    object["pin-set"] = .string("\(edited.pins.digest)")
    object["written"] = .bool(isWritten)
    if wasMade { object["validated"] = .array(evidence.map(\.json)) }
    object["commit"] = commit.map { .string("\($0)") }
    object["pull-request"] = pullRequest.map { .string($0) }
    return .object(object)
  }

  /// Whether anything was done about it.
  private var wasMade: Bool { isWritten || pullRequest != nil }
}

extension PinOutcome {
  fileprivate var json: JSONObject {
    JSONObject([
      ("moves", .array(moves.map(\.json))),
      (
        "stays",
        .array(
          stays.map { stay in
            [
              "component": .string("\(stay.component)"), "why": .string(stay.why),
              "because-of": stay.cause.leader.map { .string("\($0)") } ?? .null,
            ]
          })
      ),
      ("notes", .array(notes.map(\.json))),
    ])
  }
}

extension PinMove {
  fileprivate var json: JSONValue {
    let way: (String, Int?) =
      switch direction {
      case .forward(let commits): ("forward", commits)
      case .back(let commits): ("back", commits)
      case .aside: ("aside", nil)
      }
    return bump.json(
      with: JSONObject([
        ("direction", .string(way.0)), ("commits", way.1.map { .integer(Int64($0)) } ?? .null),
        ("because-of", cause.leader.map { .string("\($0)") } ?? .null),
      ]))
  }
}

extension PinNote {
  fileprivate var json: JSONValue {
    var object = JSONObject([("component", .string("\(component)"))])
    switch self {
    case .hold(_, let why): object["hold"] = .string("\(why)")
    case .unhold: object["hold"] = .null
    case .deny(_, let revision, let why):
      object["denied"] = .string(revision)
      object["why"] = .string("\(why)")
    case .allow(_, let revision): object["no-longer-denied"] = .string(revision)
    }
    return .object(object)
  }
}
