import Digest
import JSON

extension Evidence {
  /// The record as it is stored; parses back to an equal value.
  package var json: JSONValue {
    var object = JSONObject([
      ("pin-set", .string(subject.pinSet.description)), ("target", .string("\(subject.target)")),
      ("recipe", .string(subject.recipe.description)),
      (
        "pins",
        .object(
          JSONObject(pins.sorted { $0.key < $1.key }.map { ("\($0.key)", .string("\($0.value)")) }))
      ),
      ("verdict", verdict.json),
      ("image", .string(image)), ("version", .string(version.description)),
      ("when", .string(when.description)), ("milliseconds", .integer(milliseconds)),
      ("checks", .array(checks.map(\.json))), ("artifacts", .array(artifacts.map(\.json))),
    ])
    if !builds.isEmpty { object["builds"] = .array(builds.map(\.json)) }
    object["log"] = .string(log)
    return .object(object)
  }

  /// The record in `json`, or nil when it is not one.
  package init?(json: JSONValue) {
    guard let pinSet = json["pin-set"]?.string.flatMap(SHA256Digest.init(_:)),
      let target = json["target"]?.string.flatMap(TargetName.init(_:)),
      let recipe = json["recipe"]?.string.flatMap(SHA256Digest.init(_:)),
      let pins = json["pins"]?.object,
      let verdict = json["verdict"].flatMap(Verdict.init(json:)),
      let version = json["version"]?.string.flatMap(ReleaseVersion.init(_:)),
      let when = json["when"]?.string.flatMap(Timestamp.init(_:)),
      let milliseconds = json["milliseconds"]?.integer,
      let checks = json["checks"]?.array, let artifacts = json["artifacts"]?.array
    else { return nil }
    let parsedChecks = checks.compactMap(CheckResult.init(json:))
    let parsedArtifacts = artifacts.compactMap(Artifact.init(json:))
    let builds = json["builds"]?.array ?? []
    let parsedBuilds = builds.compactMap(PackageBuild.init(json:))
    let parsedPins = pins.compactMap { member in
      ComponentName(member.key).flatMap { name in
        member.value.string.flatMap(PinIdentity.init(_:)).map { (name, $0) }
      }
    }
    guard parsedPins.count == pins.count, parsedChecks.count == checks.count,
      parsedArtifacts.count == artifacts.count, parsedBuilds.count == builds.count
    else {
      return nil
    }
    self.init(
      subject: Subject(pinSet: pinSet, target: target, recipe: recipe),
      pins: Dictionary(parsedPins, uniquingKeysWith: { _, last in last }), verdict: verdict,
      image: json["image"]?.string ?? "none", version: version, when: when,
      milliseconds: milliseconds, checks: parsedChecks, artifacts: parsedArtifacts,
      builds: parsedBuilds,
      log: json["log"]?.string ?? "")
  }
}

extension Verdict {
  package var json: JSONValue {
    switch self {
    case .green: ["is": "green"]
    case .red(let because): ["is": "red", "because": .string(because)]
    case .unjudged(let because): ["is": "unjudged", "because": .string(because)]
    }
  }

  package init?(json: JSONValue) {
    let because = json["because"]?.string ?? ""
    switch json["is"]?.string {
    case "green": self = .green
    case "red": self = .red(because: because)
    case "unjudged": self = .unjudged(because: because)
    case .some, .none: return nil
    }
  }
}

extension CheckResult {
  package var json: JSONValue {
    [
      "program": .string(program), "device": .string(device), "action": .string(action),
      "passed": .bool(passed), "detail": .string(detail), "milliseconds": .integer(milliseconds),
    ]
  }

  package init?(json: JSONValue) {
    guard let program = json["program"]?.string, let device = json["device"]?.string,
      let action = json["action"]?.string, let passed = json["passed"]?.bool,
      let detail = json["detail"]?.string, let milliseconds = json["milliseconds"]?.integer
    else { return nil }
    self.init(
      program: program, device: device, action: action, passed: passed, detail: detail,
      milliseconds: milliseconds)
  }
}

extension Artifact {
  package var json: JSONValue {
    ["name": .string(name), "digest": .string(digest.description), "size": .integer(size)]
  }

  package init?(json: JSONValue) {
    guard let name = json["name"]?.string, let size = json["size"]?.integer,
      let digest = json["digest"]?.string.flatMap(SHA256Digest.init(_:))
    else { return nil }
    self.init(name: name, digest: digest, size: size)
  }
}
