import JSON

/// Reads how a schedule's rolls reach their branch.
struct LandingReader {
  func landing(_ cursor: Cursor) -> Landing? {
    guard let members = cursor.members(.landing) else { return nil }
    _ = members["why"]?.text()
    let pullRequest = members["pull-request"]?.flag()
    let merge = members["merge"]?.choice(of: Landing.Merge.self)
    let method = members["method"]?.choice(of: Landing.Method.self)
    guard let pullRequest, let merge, let method else { return nil }
    guard pullRequest || method != .platform else {
      members["method"]?.mistake(
        found: "\"platform\" without a pull request", expected: "\"pull-request\": true beside it",
        hint: "the forge merges pull requests and nothing else")
      return nil
    }
    return Landing(pullRequest: pullRequest, merge: merge, method: method)
  }

  /// The rolled branch, `.some(nil)` where none is named, and nil after a mistake.
  func branch(_ cursor: Cursor?) -> BranchName?? {
    guard let cursor else { return .some(nil) }
    guard let text = cursor.text(expected: BranchName.grammar) else { return nil }
    guard let name = BranchName(text), !text.hasPrefix("refs/"), text != "HEAD" else {
      return cursor.wrong(BranchName.grammar)
    }
    return .some(name)
  }

  func required(_ cursor: Cursor?) -> [RequiredCheck]? {
    guard let cursor else { return [] }
    return cursor.list(of: "required checks") { entry in
      guard let members = entry.members(.requiredCheck) else { return nil }
      _ = members["why"]?.text()
      let app = members["app"].map { name($0, of: "an app's slug or number") }
      guard let check = members["check"].flatMap({ name($0, of: "a check's name") }) else {
        return nil
      }
      if case .some(nil) = app { return nil }
      return RequiredCheck(name: check, app: app ?? nil)
    }
  }

  private func name(_ cursor: Cursor, of what: String) -> String? {
    guard let text = cursor.text(expected: what) else { return nil }
    let isPlain = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    guard (1...255).contains(text.count), isPlain else { return cursor.wrong(what) }
    return text
  }
}
