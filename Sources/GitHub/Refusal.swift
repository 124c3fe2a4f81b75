import HTTP
import JSON
import ReleaseModel
import RollPlanning
import Rolling

/// An answer of 400 and above, understood by GitHub's rules.
///
/// 403 has three meanings, told apart by fields:
/// <https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api>.
struct Refusal {
  private let response: HTTPResponse
  private let now: Timestamp
  /// GitHub's `message` and `errors`, made safe to print.
  let words: String

  init(_ response: HTTPResponse, now: Timestamp) {
    self.response = response
    self.now = now
    let body = try? JSONValue(parsing: response.body)
    // `errors` is a list of objects, a list of strings, or one string.
    let details = body?["errors"].map { errors in
      let list = errors.array ?? [errors]
      return list.compactMap { $0.string ?? $0["message"]?.string ?? $0["code"]?.string }
    }
    let said = [body?["message"]?.string].compactMap(\.self) + (details ?? [])
    words = UntrustedText(said.joined(separator: "; ")).terminal(limit: 300)
  }

  func error(doing what: String) -> ForgeError {
    let (kind, hint) = judgement
    let answer = words.isEmpty ? "\(response.status)" : "\(response.status): \(words)"
    return ForgeError(kind: kind, doing: what, found: answer, hint: hint)
  }

  private var judgement: (ForgeError.Kind, String) {
    switch response.status {
    case 401: (.refused, "the token is not accepted: it may have expired; see --token-file")
    case 403, 429: limited ?? (.refused, "the token lacks a permission for this")
    case 404: (.refused, "it is missing, or the token may not see it")
    case 409: (.moved, "the facts are read again")
    case 410: (.refused, "the forge no longer offers this; update roller")
    case 422:
      (isAlreadyThere ? .moved : .refused, "the forge understood and refuses; see --http-log")
    case 451: (.refused, "it is withheld for legal reasons")
    case 500...: (.tryLater(afterSeconds: nil), "the forge has trouble; roll again later")
    default: (.refused, "see --http-log")
    }
  }

  private var limited: (ForgeError.Kind, String)? {
    if let after = response.headers["Retry-After"].flatMap(Int64.init) {
      return (.tryLater(afterSeconds: min(max(after, 1), 86_400)), "the forge asks us to wait")
    }
    if response.headers["X-RateLimit-Remaining"] == "0" {
      let reset = response.headers["X-RateLimit-Reset"].flatMap(Int64.init) ?? now.seconds + 3_600
      let wait = min(max(reset - now.seconds, 1), 86_400)
      return (.tryLater(afterSeconds: wait), "the hour's requests are used up")
    }
    guard response.status == 429 || words.lowercased().contains("secondary rate limit") else {
      return nil
    }
    return (.tryLater(afterSeconds: 60), "too many requests at once")
  }

  /// What should be created is there: the next look at the facts finds it.
  private var isAlreadyThere: Bool {
    let said = words.lowercased()
    return said.contains("already exists") || said.contains("already_exists")
  }
}
