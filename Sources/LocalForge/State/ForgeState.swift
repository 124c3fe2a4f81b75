import Errors
import Git
import JSON

/// All that a forge knows beyond git's own objects and branches, as one value.
///
/// It is changed as a value and written as one commit, so that two changes never mix.
struct ForgeState: Sendable, Equatable {
  private(set) var ledger: Ledger
  private(set) var pulls: [Int: PullRequest] = [:]
  private(set) var comments: [Int: IssueComment] = [:]
  private(set) var labels: [String: IssueLabel] = [:]
  private(set) var statuses: [ObjectID: CommitStatuses] = [:]
  private(set) var releases: [Int: Release] = [:]
  /// The documents that differ from what is written; nil: to be removed.
  private(set) var unwritten: [String: JSONValue?] = [:]

  /// The state of a forge in which nothing has happened yet.
  init(created: Timestamp) {
    ledger = Ledger(created: created)
  }

  /// Marks everything as written.
  mutating func settle() { unwritten = [:] }

  mutating func takeNumber() -> Int {
    defer { unwritten["forge.json"] = ledger.json }
    ledger.nextNumber += 1
    return ledger.nextNumber - 1
  }

  mutating func takeID() -> Int {
    defer { unwritten["forge.json"] = ledger.json }
    ledger.nextID += 1
    return ledger.nextID - 1
  }

  mutating func put(_ pull: PullRequest) {
    pulls[pull.number] = pull
    unwritten[Self.path(pull: pull.number)] = pull.json
  }

  mutating func put(_ comment: IssueComment) {
    comments[comment.id] = comment
    unwritten["comments/\(comment.id).json"] = comment.json
  }

  mutating func remove(_ comment: IssueComment) {
    comments[comment.id] = nil
    unwritten["comments/\(comment.id).json"] = .some(nil)
  }

  mutating func put(_ label: IssueLabel) {
    labels[label.name.lowercased()] = label
    unwritten["labels/\(label.id).json"] = label.json
  }

  mutating func put(_ release: Release) {
    releases[release.id] = release
    unwritten["releases/\(release.id).json"] = release.json
  }

  mutating func remove(_ release: Release) {
    releases[release.id] = nil
    unwritten["releases/\(release.id).json"] = .some(nil)
  }

  mutating func append(_ status: CommitStatus, to commit: ObjectID) {
    statuses[commit, default: CommitStatuses()].all.append(status)
    unwritten[Self.path(statusesOf: commit)] = statuses[commit]?.json
  }

  /// Adds `run`, or replaces the one with its id.
  mutating func put(_ run: CheckRun, of commit: ObjectID) {
    var known = statuses[commit] ?? CommitStatuses()
    if let index = known.runs.firstIndex(where: { $0.id == run.id }) {
      known.runs[index] = run
    } else {
      known.runs.append(run)
    }
    statuses[commit] = known
    unwritten[Self.path(statusesOf: commit)] = known.json
  }

  private static func path(pull number: Int) -> String { "pulls/\(number).json" }

  /// Spread over folders as git spreads its objects: a folder of thousands is slow to rewrite.
  private static func path(statusesOf commit: ObjectID) -> String {
    let digits = commit.hexadecimal
    return "statuses/\(digits.prefix(2))/\(digits.dropFirst(2)).json"
  }
}

extension ForgeState {
  /// The state that `documents` hold, by path.
  init(documents: [(path: String, json: JSONValue)]) throws(Failure) {
    guard let ledger = documents.first(where: { $0.path == "forge.json" }) else {
      throw Failure.state("forge.json", "it is missing")
    }
    self.ledger = try Ledger(StateDocument(ledger.json, at: ledger.path))
    for (path, json) in documents {
      try load(StateDocument(json, at: path))
    }
  }

  private mutating func load(_ document: StateDocument) throws(Failure) {
    let parts = document.path.split(separator: "/")
    switch (parts.first, parts.count) {
    case ("forge.json", 1): break
    case ("pulls", 2):
      let pull = try PullRequest(document)
      pulls[pull.number] = pull
    case ("comments", 2):
      let comment = try IssueComment(document)
      comments[comment.id] = comment
    case ("labels", 2):
      let label = try IssueLabel(document)
      labels[label.name.lowercased()] = label
    case ("releases", 2):
      let release = try Release(document)
      releases[release.id] = release
    case ("statuses", 3):
      guard let commit = ObjectID(parts[1] + parts[2].dropLast(".json".count)) else {
        throw Failure.state(document.path, "its name is not a commit's")
      }
      statuses[commit] = try CommitStatuses(document)
    default:
      throw Failure.state(document.path, "the state has no documents")
    }
  }
}
