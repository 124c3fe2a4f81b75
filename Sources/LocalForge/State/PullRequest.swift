import Errors
import Git
import JSON

/// A pull request as it is recorded; what its branches have become since is derived on reading.
struct PullRequest: StateRecord, Identifiable {
  /// Where a pull request is in its life.
  enum Stage: Sendable, Equatable {
    case open
    case closed(Timestamp)
    case merged(Merge)
  }

  /// How a pull request came into its base branch.
  struct Merge: Sendable, Equatable {
    let time: Timestamp
    /// The commit that brought it: the head itself when the base was fast-forwarded to it.
    let commit: ObjectID
    let by: String
  }

  /// A branch and the commit it was last seen at.
  struct Side: Sendable, Equatable {
    var branch: String
    var commit: ObjectID
  }

  let id: Int
  let number: Int
  var title: String
  var body: String?
  var stage = Stage.open
  var isDraft = false
  var head: Side
  /// Its commit is the base's tip when the head last moved, as on GitHub.
  var base: Side
  let author: String
  let created: Timestamp
  var updated: Timestamp
  var labels: [String] = []
  /// Who closed it unmerged; nil when it is not closed, or that is not known.
  var closedBy: String?

  var isOpen: Bool { stage == .open }

  var merge: Merge? {
    switch stage {
    case .merged(let merge): merge
    case .open, .closed: nil
    }
  }

  /// When it stopped being open.
  var closed: Timestamp? {
    switch stage {
    case .open: nil
    case .closed(let time): time
    case .merged(let merge): merge.time
    }
  }
}

extension PullRequest {
  init(_ document: StateDocument) throws(Failure) {
    id = try document.number("id")
    number = try document.number("number")
    title = try document.text("title")
    body = document.optionalText("body")
    isDraft = try document.flag("draft")
    head = Side(branch: try document.text("head-ref"), commit: try document.commit("head-sha"))
    base = Side(branch: try document.text("base-ref"), commit: try document.commit("base-sha"))
    author = try document.text("author")
    created = try document.time("created-at")
    updated = try document.time("updated-at")
    labels = try document.texts("labels")
    if document.optionalTime("merged-at") != nil {
      stage = .merged(
        Merge(
          time: try document.time("merged-at"), commit: try document.commit("merge-sha"),
          by: try document.text("merged-by")))
    } else if let time = document.optionalTime("closed-at") {
      stage = .closed(time)
      closedBy = document.optionalText("closed-by")
    }
  }

  var json: JSONValue {
    .object(
      JSONObject(of: [
        ("id", id.json), ("number", number.json), ("title", .string(title)),
        ("body", body.json), ("draft", .bool(isDraft)),
        ("head-ref", .string(head.branch)), ("head-sha", head.commit.json),
        ("base-ref", .string(base.branch)), ("base-sha", base.commit.json),
        ("author", .string(author)), ("created-at", created.json),
        ("updated-at", updated.json), ("labels", .array(labels.map { .string($0) })),
        ("closed-at", (merge == nil ? closed : nil).json),
        ("closed-by", closedBy.json), ("merged-at", (merge?.time).json),
        ("merge-sha", (merge?.commit).json),
        ("merged-by", (merge?.by).json),
      ]).withoutNulls)
  }
}
