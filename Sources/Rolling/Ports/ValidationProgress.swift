import ReleaseModel

/// What a validation says while it runs.
package struct ValidationProgress: Sendable {
  package let note: @Sendable (ValidationNote) -> Void

  package init(note: @escaping @Sendable (ValidationNote) -> Void) {
    self.note = note
  }
}

/// One thing that happened in a validation; for people, never for decisions.
package enum ValidationNote: Sendable, Hashable {
  /// A stage of the whole began, such as `inputs`, `image` or `packages`.
  case stage(String)
  /// A step of a package runs now; it may have waited for room.
  case began(ValidationStep)
  /// The same was made before.
  case reused(ValidationStep)
  case ended(ValidationStep, Verdict)
  /// The newest line of a log; of the whole when no step said it.
  case line(String, of: ValidationStep?)
}

/// One step of one package.
package struct ValidationStep: Sendable, Hashable {
  package let package: PackageName
  /// What is made for: the validation's target, or the host that its checks need.
  package let target: TargetName
  /// `build`, `pack` or `check`.
  package let action: String
  /// The Python that a check runs on, where the target has several.
  package let python: PythonTag?

  package init(
    package: PackageName, target: TargetName, action: String, python: PythonTag? = nil
  ) {
    self.package = package
    self.target = target
    self.action = action
    self.python = python
  }
}
