/// One thing that a validation tried, and what came of it.
package struct CheckResult: Sendable, Hashable {
  /// Such as `matmul`.
  package let program: String
  /// Such as `llvm-cpu`.
  package let device: String
  /// Such as `compile`, `run` or `inspect`.
  package let action: String
  package let passed: Bool
  /// What was measured or, when it failed, the first error.
  package let detail: String
  /// Wall-clock seconds, in milliseconds.
  package let milliseconds: Int64

  package init(
    program: String, device: String, action: String, passed: Bool, detail: String,
    milliseconds: Int64
  ) {
    self.program = program
    self.device = device
    self.action = action
    self.passed = passed
    self.detail = detail
    self.milliseconds = milliseconds
  }
}
