import ReleaseModel

/// One step of one package on one target.
struct StepID: Sendable, Hashable {
  enum Action: String, Sendable {
    case build
    case pack
    case check
  }

  let action: Action
  let package: PackageName
  let target: TargetName

  /// What people call it.
  var title: String { "\(action.rawValue) of \(package) for \(target)" }
  /// The same as part of the name of a container or a file.
  var word: String { "\(package)-\(action.rawValue)-\(target)" }
}
