extension Int64 {
  /// These milliseconds as people say them: `0.4 s`, `12 s`, `3 min 05 s`.
  package var milliseconds: String {
    if self < 10_000 { return "\(self / 1_000).\(self % 1_000 / 100) s" }
    let seconds = self / 1_000
    guard seconds >= 120 else { return "\(seconds) s" }
    let rest = seconds % 60
    return "\(seconds / 60) min \(rest < 10 ? "0" : "")\(rest) s"
  }

  /// These bytes as people say them, in powers of ten.
  package var bytes: String {
    switch self {
    case ..<1_000: "\(self) B"
    case ..<1_000_000: "\(self / 1_000) kB"
    default: "\(self / 1_000_000).\(self % 1_000_000 / 100_000) MB"
    }
  }
}
