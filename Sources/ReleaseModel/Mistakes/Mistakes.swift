/// Everything that is wrong with what was read; never empty.
package struct Mistakes: Error, Sendable, Equatable, CustomStringConvertible {
  /// By file, in the order of the files' text.
  package let all: [Mistake]

  package init(_ all: [Mistake]) {
    precondition(!all.isEmpty, "an error without a mistake would be a refusal without a reason")
    self.all = all
  }

  /// That of bad data if there is any: what does not make sense cannot be judged by a policy.
  package var exitCode: Int32 {
    all.map(\.kind.exitCode).min() ?? Mistake.Kind.badData.exitCode
  }

  package var description: String { all.map(\.description).joined(separator: "\n") }
}
