import Errors
import JSON

/// What an app found about a commit, which it may say again as it goes on.
///
/// <https://docs.github.com/rest/checks/runs>
struct CheckRun: StateRecord, Identifiable {
  enum Status: String, Sendable, CaseIterable {
    case queued, completed
    case inProgress = "in_progress"
  }

  enum Conclusion: String, Sendable, CaseIterable {
    case success, failure, neutral, cancelled, skipped
    case timedOut = "timed_out"
    case actionRequired = "action_required"
  }

  let id: Int
  var name: String
  var status: Status
  /// Nil until it is completed.
  var conclusion: Conclusion?
  /// The slug of the app that says it.
  let app: String
  var details: String?
  var title: String?
  var summary: String?
  let started: Timestamp
  var completed: Timestamp?
}

extension CheckRun {
  init(_ document: StateDocument) throws(Failure) {
    id = try document.number("id")
    name = try document.text("name")
    status = try document.word("status", Status.self)
    conclusion = document.optionalText("conclusion").flatMap { Conclusion(rawValue: $0) }
    app = try document.text("app")
    details = document.optionalText("details")
    title = document.optionalText("title")
    summary = document.optionalText("summary")
    started = try document.time("started-at")
    completed = document.optionalTime("completed-at")
  }

  /// The hook of ``UpdateHook`` reads name, conclusion and app in this order.
  var json: JSONValue {
    .object(
      JSONObject(of: [
        ("id", id.json), ("name", .string(name)), ("status", .string(status.rawValue)),
        ("conclusion", (conclusion?.rawValue).json), ("app", .string(app)),
        ("details", details.json), ("title", title.json), ("summary", summary.json),
        ("started-at", started.json), ("completed-at", completed.json),
      ]).withoutNulls)
  }
}
