import Errors
import HTTP
import JSON
import ReleaseModel
import RollPlanning
import Rolling

extension GitHubForge {
  /// Asks the platform to merge exactly this head; what is merged, or was asked for already, is done.
  ///
  /// `sha` guards the head: <https://docs.github.com/en/rest/pulls/pulls#merge-a-pull-request>.
  func merge(_ wanted: MergeRequest) async throws(Failure) {
    let what = "merging pull request #\(wanted.number)"
    let shown = try await rest.get(pull(wanted.number), doing: what)
    let facts = try PullRequestFacts(shown)
    switch facts.state {
    case .merged: return
    case .closed: throw changed("it is closed", what)
    case .open: break
    }
    guard facts.head == wanted.head else { throw changed("its head moved", what) }
    guard !facts.isQueued else { return }
    if wanted.isQueued {
      try await enqueue(wanted, what)
    } else {
      try await mergeNow(wanted, shown, what)
    }
  }

  /// Where the platform waits for something itself, it is asked to merge once that has come.
  private func mergeNow(
    _ wanted: MergeRequest, _ shown: Reply, _ what: String
  ) async throws(Failure) {
    let home = try await rest.get(repository, doing: what).value
    let method = try await method(of: shown, home)
    var body = JSONObject([
      ("sha", .string("\(wanted.head)")), ("merge_method", .string(method.rawValue)),
    ])
    // A rebase keeps the words of the commits.
    if method != .rebase {
      body["commit_title"] = .string(wanted.title)
      body["commit_message"] = .string(wanted.message)
    }
    do throws(Failure) {
      try await rest.write(.put, pull(wanted.number) + ["merge"], .object(body), doing: what)
    } catch {
      guard error.kind == .rejected else { throw error }
      if error.found.contains("Base branch was modified") { throw changed(error.found, what) }
      if error.found.contains("merge queue") { return try await enqueue(wanted, what) }
      guard error.found.lowercased().contains("required"),
        home["allow_auto_merge"]?.bool == true
      else { throw error }
      try await enableAutoMerge(wanted, shown, method, instead: error)
    }
  }

  /// The first way to merge, in the order of our liking, that repository and branch allow.
  private func method(of shown: Reply, _ home: JSONValue) async throws(Failure) -> MergeMethod {
    let base = try shown.member("base").text("ref")
    var allowed = Set(MergeMethod.allCases)
    if let branch = BranchName(base) { allowed = try await demands(of: branch).methods }
    return MergeMethod.allCases.first { method in
      allowed.contains(method) && home[method.setting]?.bool != false
    } ?? .merge
  }

  /// Puts it into the merge queue, which words its commits itself.
  ///
  /// Safe to repeat: 200 is in the queue or merged, 202 is accepted, 409 is asked for already.
  /// <https://docs.github.com/en/rest/pulls/pulls#merge-a-pull-request-asynchronously>
  private func enqueue(_ wanted: MergeRequest, _ what: String) async throws(Failure) {
    let body: JSONValue = [
      "sha": .string("\(wanted.head)"), "merge_action": "merge_queue",
    ]
    let path = pull(wanted.number) + ["merge-async"]
    let status: String?
    do throws(RESTFailure) {
      status = try await rest.put(path, body, doing: what).value["status"]?.string
    } catch {
      guard error.status == 409 else { throw error.error }
      status = "pending"
    }
    if status != "merged" { memory.keep(queued: wanted.number, wanted.head) }
  }

  func pull(_ number: Int) -> [String] { repository + ["pulls", "\(number)"] }
}

extension MergeMethod {
  /// The repository's own word on it, which only those see who may push.
  fileprivate var setting: String {
    switch self {
    case .merge: "allow_merge_commit"
    case .squash: "allow_squash_merge"
    case .rebase: "allow_rebase_merge"
    }
  }
}
