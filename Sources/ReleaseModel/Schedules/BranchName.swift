/// The name of a branch, as git allows it and as no program can mistake for an option.
///
/// The rules are those of <https://git-scm.com/docs/git-check-ref-format>.
package struct BranchName: Sendable, Hashable, CustomStringConvertible {
  package let description: String

  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...200).contains(text.utf8.count), !text.hasPrefix("-"), text != "@",
      text.unicodeScalars.allSatisfy(Self.isAllowed), !text.contains(".."), !text.contains("@{"),
      !text.hasSuffix("."),
      parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") && !$0.hasSuffix(".lock") })
    else { return nil }
    description = text
  }

  /// What a message says is expected of a branch.
  package static let grammar =
    "a branch name as git allows it: no leading '-', no space, none of ~^:?*[\\, no \"..\""

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0x20 && scalar.value != 0x7F && !"~^:?*[\\".unicodeScalars.contains(scalar)
  }
}
