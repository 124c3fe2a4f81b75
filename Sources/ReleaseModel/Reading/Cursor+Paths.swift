extension Cursor {
  /// A path inside a repository, archive or folder: relative, with `/`, without `.` and `..` steps.
  func relativePath() -> String? {
    let expected = "a relative path with '/', without \".\" and \"..\" steps"
    guard let text = text(expected: expected) else { return nil }
    let steps = text.split(separator: "/", omittingEmptySubsequences: false)
    let isGood = steps.allSatisfy { step in
      !["", ".", ".."].contains(step) && !step.hasPrefix("-") && step.lowercased() != ".git"
    }
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.value > 0x1F && $0.value != 0x7F && $0 != "\\" && $0 != ":"
    }
    guard isGood, isPlain, text.utf8.count <= 500 else { return wrong(expected) }
    return text
  }

  /// The name of a file in one folder.
  func fileName() -> String? {
    guard let path = relativePath() else { return nil }
    guard !path.contains("/") else { return wrong("the name of a file beside this one") }
    return path
  }
}
