import JSON
import ReleaseModel
import RollPlanning
import Rolling

extension NightSummary {
  /// The same for machines.
  package var json: JSONValue {
    var object = JSONObject([
      ("outcome", .string(outcome.word)), ("exit-code", .integer(Int64(exitCode.rawValue))),
    ])
    if case .tryLater(let because) = outcome { object["because"] = .string(because) }
    if let stop {
      object["because"] = .string("\(stop)")
      object["hint"] = .string(stop.remedy)
    }
    object["matters"] = matters.isEmpty ? nil : .array(matters.map(\.json))
    object["finished"] = finished.map { .string("\($0)") }
    if let report {
      object["components"] = .object(
        JSONObject(report.standings.map { ("\($0.component)", $0.standing.json) }))
      object["skipped"] = .array(
        report.skipped.map { entry in
          [
            "component": .string("\(entry.component)"), "revision": .string(entry.revision.label),
            "why": .string(entry.revision.why),
          ]
        })
      object["validations"] = .array(report.validations.map(\.json))
    }
    if let examination {
      object["packages"] = .array(examination.packages.map { .string("\($0)") })
      object["targets"] = .array(examination.targets.map { .string("\($0)") })
    }
    object["story"] = story.isEmpty ? nil : .array(story.map { .string($0) })
    object["version"] = roll.map { .string("\($0.version)") }
    object["commit"] = roll.map { .string("\($0.commit)") }
    object["pull-request"] = pullRequest.map {
      ["number": .integer(Int64($0.number)), "page": .string($0.page), "title": .string($0.title)]
    }
    object["release"] = release.map { release in
      [
        "tag": .string(release.tag), "page": .string(release.page),
        "files": .array(
          release.assets.map { asset in
            [
              "name": .string(asset.name), "size": .integer(asset.size),
              "digest": asset.digest.map { .string("\($0)") } ?? .null,
            ]
          }),
      ]
    }
    object["stages"] = .object(
      JSONObject(stages.map { ($0.stage.rawValue, .integer($0.milliseconds)) }))
    return .object(object)
  }
}

extension NightSummary.Outcome {
  fileprivate var word: String {
    switch self {
    case .nothingNewer: "nothing-newer"
    case .nothingGreen: "nothing-green"
    case .planned: "planned"
    case .landed: "landed"
    case .waitsForPerson: "waits-for-person"
    case .stopped: "stopped"
    case .tryLater: "try-later"
    }
  }
}

extension ComponentStanding {
  fileprivate var json: JSONValue {
    switch self {
    case .moved(let detail): return ["is": "moved", "bump": detail.json]
    case .newestAlready(let label): return ["is": "newest-already", "at": .string(label)]
    case .undecided(let label, let newest):
      return ["is": "undecided", "at": .string(label), "newest": .string(newest)]
    case .unknown(let label, let because):
      return ["is": "unknown", "at": .string(label), "because": .string(because)]
    case .absent(let label, let because):
      return ["is": "absent", "at": .string(label), "because": .string(because)]
    case .parked(let label, let because):
      return ["is": "parked", "at": .string(label), "because": .string(because)]
    case .onHold(let label, let because):
      return ["is": "on-hold", "at": .string(label), "because": .string(because)]
    case .quarantined(let label, let entry):
      return [
        "is": "quarantined", "at": .string(label), "revision": .string(entry.name),
        "by": .string("\(entry.commit)"), "because": .string(entry.because),
      ]
    case .tied(let label, let newest, let others):
      return [
        "is": "tied", "at": .string(label), "newest": .string(newest),
        "to": .array(others.map { .string("\($0)") }),
      ]
    case .held(let held):
      return [
        "is": "held", "at": .string(held.label), "newest": .string(held.newest),
        "bump": held.moved?.json ?? .null,
        "culprit": [
          "pin": held.culprit.pin.json(),
          "landed": .string("\(held.culprit.landed)"),
          "subject": held.culprit.subject.map { .string($0) } ?? .null,
        ],
        "target": held.target.map { .string("\($0)") } ?? .null,
        "clashes": .array(
          held.clashes.map { clash in
            [
              "component": .string("\(clash.component)"), "from": clash.from.json(),
              "to": clash.to.json(),
            ]
          }), "because": held.because.map { .string($0) } ?? .null,
        "reproduce": .string(held.reproductionCommand),
      ]
    }
  }
}

extension BumpDetail {
  fileprivate var json: JSONValue {
    bump.json(
      landed: (fromLanded?.day, toLanded.day),
      with: JSONObject([
        ("landed", .string("\(toLanded)")),
        ("passed-over", .array(passedOver.map { .string($0) })),
      ]))
  }
}

extension ReportedValidation {
  fileprivate var json: JSONValue {
    [
      "labels": .array(labels.map { .string($0) }), "target": .string("\(target)"),
      "verdict": verdict.json, "known-already": .bool(isRemembered), "why": .string(purpose),
      "milliseconds": .integer(milliseconds), "builds": .array(builds.map(\.json)),
    ]
  }
}
