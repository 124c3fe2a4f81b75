import ReleaseModel

/// Says whether the index has what a wheel pin names.
package protocol WheelProof: Sendable {
  /// Never throws, because "unknown" is an answer.
  func standing(of pin: WheelPin, of component: Component) async -> WheelStanding
}

/// How a wheel pin stands to what the index has of its version.
package enum WheelStanding: Sendable, Equatable {
  /// The index lists a file of each pinned hash.
  case listed
  /// The index lists the version, and for these targets no file of the pinned hash.
  case otherFiles([TargetName])
  /// The index answered, and lists no file of this version.
  case absent
  /// The index did not answer, or not enough to tell.
  case unknown(because: String, hint: String?)
}
