import JSON
import ReleaseModel

extension VersionDiff {
  /// The difference for programs; what is unknown is `{"unknown": "why"}`.
  ///
  /// Upstream's words are as upstream wrote them: whoever shows them must encode them.
  package var json: JSONValue {
    var members: [(String, JSONValue)] = []
    if let names { members.append(("names", value(of: names))) }
    if let version { members.append(("package-version", value(of: version))) }
    members.append(("bumps", .array(bumps.map(value(of:)))))
    members.append(("added", .array(added.map(value(of:)))))
    members.append(("removed", .array(removed.map(value(of:)))))
    return .object(JSONObject(members))
  }
}

private func value(of move: VersionDiff.Move) -> JSONValue {
  ["from": .string(move.from), "to": .string(move.to)]
}

private func value(of end: VersionDiff.PinnedEnd) -> JSONValue {
  ["component": .string("\(end.component)"), "pin": end.end.pin.json(landed: end.end.date)]
}

private func value(of bump: BumpDifference) -> JSONValue {
  let content: (String, JSONValue) =
    switch bump.content {
    case .commits(let commits): ("commits", value(of: commits))
    case .versions(let versions): ("versions", value(of: versions))
    case .unknown(let because): ("unknown", .string(because))
    }
  return Bump(component: bump.component, from: bump.from.pin, to: bump.to.pin)
    .json(landed: (bump.from.date, bump.to.date), with: JSONObject([content]))
}

private func value<Value>(
  of answer: Answer<Value>, _ known: (Value) -> JSONValue
) -> JSONValue {
  switch answer {
  case .known(let value): known(value)
  case .unknown(let because): ["unknown": .string(because)]
  }
}

private func value(of commits: CommitsBetween) -> JSONValue {
  [
    "direction": .string(commits.direction.rawValue),
    "count": .integer(Int64(commits.commits)), "left-out": .integer(Int64(commits.leftOut)),
    "authors": .array(
      commits.authors.map {
        ["name": .string($0.name), "commits": .integer(Int64($0.commits))]
      }),
    "first-parents": [
      "total": .integer(Int64(commits.subjects.total)),
      "newest": .array(commits.subjects.newest.map(value(of:))),
      "oldest": .array(commits.subjects.oldest.map(value(of:))),
    ],
    "folders": value(of: commits.folders) { .array($0.map(value(of:))) },
    "pins": value(of: commits.recorded) { .array($0.map(value(of:))) },
    "compare": commits.page.map { .string($0) } ?? .null,
  ]
}

private func value(of subject: CommitsBetween.Subject) -> JSONValue {
  [
    "revision": .string(subject.revision), "date": .string("\(subject.date)"),
    "subject": .string(subject.text),
  ]
}

private func value(of folder: CommitsBetween.FolderChange) -> JSONValue {
  var members: [(String, JSONValue)] = [
    ("folder", .string(folder.name)), ("files", .integer(Int64(folder.files))),
  ]
  if let lines = folder.lines {
    members.append(("added", .integer(Int64(lines.added))))
    members.append(("deleted", .integer(Int64(lines.deleted))))
  }
  return .object(JSONObject(members))
}

private func value(of move: CommitsBetween.RecordedMove) -> JSONValue {
  [
    "name": .string(move.name), "place": .string(move.place),
    "from": move.from.map { .string($0) } ?? .null, "to": move.to.map { .string($0) } ?? .null,
  ]
}

private func value(of versions: VersionsBetween) -> JSONValue {
  [
    "downgrade": .bool(versions.isDowngrade),
    "passed-over": value(of: versions.passedOver) { .array($0.map { .string($0) }) },
    "files": .array(
      versions.files.map {
        [
          "target": .string("\($0.target)"), "from": $0.from.map { .integer($0) } ?? .null,
          "to": $0.to.map { .integer($0) } ?? .null,
        ]
      }),
    "metadata": value(of: versions.metadata) { metadata in
      [
        "added": .array(metadata.added.map { .string($0) }),
        "removed": .array(metadata.removed.map { .string($0) }),
        "requires-python": metadata.python.map(value(of:)) ?? .null,
        "revisions": .array(metadata.revisions.map(value(of:))),
      ]
    },
  ]
}
