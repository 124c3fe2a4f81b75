import ArgumentParser
import Git

/// What `roller check` looks at.
enum CheckScope: Equatable {
  case folder
  case staged
  case commit(String)
  case range(base: String, tip: String)

  /// The one that the options name; more than one is a contradiction.
  init(staged: Bool, commit: String?, range: String?, pullRequest: String?) throws {
    var named: [CheckScope] = staged ? [.staged] : []
    named += commit.map { [.commit($0)] } ?? []
    named += pullRequest.map { [.range(base: $0, tip: "HEAD")] } ?? []
    if let range { named.append(try Self.parsed(range)) }
    guard named.count < 2 else {
      throw ValidationError("use only one of --staged, --commit, --range and --pull-request")
    }
    self = named.first ?? .folder
  }

  private static func parsed(_ text: String) throws -> CheckScope {
    guard let dots = text.firstRange(of: ".."), !text[dots.upperBound...].hasPrefix("."),
      dots.lowerBound > text.startIndex
    else { throw ValidationError("--range: found \"\(text)\"; expected BASE..TIP") }
    let tip = text[dots.upperBound...]
    return .range(base: String(text[..<dots.lowerBound]), tip: tip.isEmpty ? "HEAD" : String(tip))
  }
}
