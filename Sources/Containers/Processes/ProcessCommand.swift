/// A program to run on this machine, with everything that it will see of ours.
package struct ProcessCommand: Sendable, Hashable {
  /// An absolute path: nothing is searched for when it runs.
  package let executable: String
  package let arguments: [String]
  /// The whole environment; nothing is inherited.
  package let environment: [String: String]
  /// How long it may clean up after a polite signal when the task is cancelled; zero kills at once.
  package let grace: Duration
  /// Where it runs; where we run ourselves when nil.
  package var folder: String?

  package init(
    executable: String, arguments: [String], environment: [String: String],
    grace: Duration = .zero
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.grace = grace
  }
}
