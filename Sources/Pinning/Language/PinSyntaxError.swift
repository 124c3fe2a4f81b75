import ReleaseModel
import SafeText

/// An argument that asks for no pin.
package struct PinSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The argument and what is wrong with it, fit for a terminal.
  package let found: String
  package let hint: String

  package var description: String { "\(found)\n  hint: \(hint)" }

  static func unknownComponent(
    _ text: String, among names: [ComponentName], in whole: String
  ) -> PinSyntaxError {
    let known = names.map(\.description)
    let near = nearest(to: text, among: known) ?? nearest(to: withoutSteps(text), among: known)
    return PinSyntaxError(
      found: "\(terminalText(whole)): \(terminalText(text)) is not a component",
      hint: near.map { "did you mean \"\($0)\"?" }
        ?? "the components are " + known.joined(separator: ", "))
  }

  static func noAim(_ whole: String, _ component: ComponentName) -> PinSyntaxError {
    PinSyntaxError(
      found: "\(terminalText(whole)): this does not name a commit",
      hint: "write one of \(component)@latest, \(component)@TAG, \(component)@BRANCH, "
        + "\(component)@0123abcd (4 to 64 digits of a commit id), \(component)@{2026-11-01}, "
        + "\(component)+12, \(component)-3")
  }

  static func noVersion(_ whole: String, _ component: ComponentName) -> PinSyntaxError {
    PinSyntaxError(
      found: "\(terminalText(whole)): that is not a version in PEP 440 form",
      hint: "write it like \(component)=3.9.0 or \(component)=3.13.0rc20260822")
  }

  static func noPlace(_ whole: String) -> PinSyntaxError {
    PinSyntaxError(
      found: "\(terminalText(whole)): expected COMPONENT=FOLDER@REVISION or COMPONENT=URL@REVISION",
      hint: "such as iree=../iree, iree=https://github.com/somebody/iree@my-branch or "
        + "iree=https://github.com/iree-org/iree@pull/123")
  }

  /// `xla` of `xla-3`.
  private static func withoutSteps(_ text: String) -> String {
    guard let sign = text.lastIndex(of: "-"), PinAim.steps(String(text[sign...])) != nil else {
      return text
    }
    return String(text[..<sign])
  }

  private static func terminalText(_ text: String) -> String {
    "\"\(UntrustedText(text).terminal(limit: 80))\""
  }
}
