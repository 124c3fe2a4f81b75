import ReleaseModel

extension Pin {
  /// The full revision, or the version: what people write to speak of exactly this.
  package var name: String {
    switch self {
    case .git(let pin): pin.revision.description
    case .wheel(let pin): pin.version.description
    }
  }
}
