import Errors

/// Regular expressions that leave components or submodules out.
///
/// A submodule is named `component:path`, and one inside of another `component:path/inner`, so that the
/// same pattern counts however deep the walk goes.
package struct ExclusionPatterns: Sendable {
  private let texts: [String]

  /// The patterns, or the first that is invalid.
  package init(_ texts: [String]) throws(Failure) {
    for text in texts {
      do { _ = try Regex(text) } catch {
        throw Failure(
          .badData, doing: "reading the pattern \(text.debugDescription)",
          found: "it is not a regular expression",
          hint: "such as \"third_party/llvm.*\"; .* excludes everything")
      }
    }
    self.texts = texts
  }

  /// Whether a pattern is found in `name`.
  package func exclude(_ name: String) -> Bool {
    texts.contains { text in
      guard let pattern = try? Regex(text) else { return false }
      return name.firstMatch(of: pattern) != nil
    }
  }
}
