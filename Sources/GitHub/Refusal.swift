import Errors
import Foundation
import HTTP
import JSON
import ReleaseModel
import RollPlanning
import Rolling
import SafeText

/// An answer that is not a success, understood by GitHub's rules.
///
/// 403 has three meanings, told apart by fields:
/// <https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api>.
struct Refusal {
  private let response: HTTPResponse
  private let isWrite: Bool
  private let now: Timestamp
  /// GitHub's `message` and `errors`, made safe to print.
  let words: String

  init(_ response: HTTPResponse, isWrite: Bool, now: Timestamp) {
    self.response = response
    self.isWrite = isWrite
    self.now = now
    let body = try? JSONValue(parsing: response.body)
    // Of an asynchronous merge the message is in the details.
    let messages = [body?["message"], body?["details"]?["message"]].compactMap { $0?.string }
    let said = messages + complaints(in: body?["errors"])
    words = UntrustedText(said.joined(separator: "; ")).terminal(limit: 300)
  }

  func error(doing what: String) -> Failure {
    let (kind, hint) = judgement
    let answer = words.isEmpty ? "\(response.status)" : "\(response.status): \(words)"
    return Failure(kind, doing: what, found: answer, hint: hint)
  }

  /// Whether the forge turned the request away at the door, so that it may be sent again.
  var isBeforeAnyEffect: Bool { [403, 429].contains(response.status) && limit != nil }

  private var judgement: (Failure.Kind, String) {
    switch response.status {
    case 401: (.rejected, "the token is not accepted: it may have expired; see --token-file")
    case 403, 429: limit ?? (.rejected, permissionHint)
    case 404: (.rejected, "it is missing, or the token may not see it")
    case 409:
      isWrite
        ? (.moved, "roller reads the state again")
        : (.rejected, "the repository may have no commit yet")
    case 410: (.rejected, "the forge no longer offers this; update roller")
    case 422: unprocessable
    case 451: (.rejected, "it is withheld for legal reasons")
    case 507:
      (.unavailable(afterSeconds: nil), "free some space on the disk of the forge, then roll again")
    case 500...: trouble
    default: (.rejected, "see --http-log")
    }
  }

  /// A write may have been done before the answer was lost.
  private var trouble: (Failure.Kind, String) {
    if isWrite { return (.moved, "it may have been done; roller reads the state again") }
    return (.unavailable(afterSeconds: asked), "the forge has trouble; roll again later")
  }

  private var limit: (Failure.Kind, String)? {
    if let asked { return (.unavailable(afterSeconds: asked), "the forge asks us to wait") }
    if response.headers["X-RateLimit-Remaining"] == "0" {
      let reset = response.headers["X-RateLimit-Reset"].flatMap(Int64.init) ?? now.seconds + 3_600
      let (wait, overflows) = reset.subtractingReportingOverflow(now.seconds)
      return (
        .unavailable(afterSeconds: overflows ? longest : min(max(wait, 1), longest)),
        "this hour's requests are used up"
      )
    }
    guard response.status == 429 || words.lowercased().contains("secondary rate limit") else {
      return nil
    }
    return (.unavailable(afterSeconds: 60), "too many requests at once")
  }

  /// `Retry-After`, in seconds: a number or a date, never more than a day.
  private var asked: Int64? {
    let today = Date(timeIntervalSince1970: Double(now.seconds))
    guard let field = response.headers["Retry-After"],
      let asked = RetryAfter(field, now: today)
    else { return nil }
    return min(max(asked.delay.components.seconds, 1), longest)
  }

  /// GitHub names the permissions that would do:
  /// <https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api>.
  private var permissionHint: String {
    let plain = "the token lacks a permission for this, or a rule of the repository forbids it"
    guard let accepted = response.headers["X-Accepted-GitHub-Permissions"] else { return plain }
    return plain + ": " + UntrustedText(accepted).terminal(limit: 100)
  }

  private var unprocessable: (Failure.Kind, String) {
    let said = words.lowercased()
    // What should be created is there, or what it needs is not shown yet: look again.
    let passing = [
      "already exists", "already_exists", "no commits between", "pullrequest.head: invalid",
    ]
    if isWrite, passing.contains(where: said.contains) {
      return (.moved, "roller reads the state again")
    }
    // A commit that was pushed a moment ago.
    if said.contains("no commit found for sha") {
      return (isWrite ? .moved : .unavailable(afterSeconds: nil), "the forge does not show it yet")
    }
    return (.rejected, "the forge understood and refuses; see --http-log")
  }
}

/// No limit of GitHub's lasts longer, in seconds.
private let longest: Int64 = 86_400

/// `errors` is a list of objects, a list of strings, or one string.
private func complaints(in errors: JSONValue?) -> [String] {
  guard let errors else { return [] }
  return (errors.array ?? [errors]).prefix(10).compactMap { error in
    if let text = error.string { return text }
    let place = [error["resource"]?.string, error["field"]?.string].compactMap(\.self)
    let what = [error["code"]?.string, error["message"]?.string].compactMap(\.self)
    let parts = [place.joined(separator: "."), what.joined(separator: ", ")].filter { !$0.isEmpty }
    return parts.isEmpty ? nil : parts.joined(separator: ": ")
  }
}
