import Digest

/// What makes two pins the same thing: `git:<commit>`, `unlanded:<commit>` or
/// `wheel:<version>:<target>=<digest>,…`, the targets in order, with `<target>/<python>` where the files
/// of a target's Pythons differ.
///
/// It has neither label nor date. Evidence and remembered culprits record it, so it parses back.
package struct PinIdentity: Sendable, Hashable, CustomStringConvertible {
  /// Kept in print: the search compares identities far more often than it makes them.
  package let description: String

  init(_ pin: Pin) {
    switch pin {
    case .git(let pin): description = (pin.isUnlanded ? "unlanded:" : "git:") + "\(pin.revision)"
    case .wheel(let pin):
      let files = pin.hashes.map { "\($0.place)=\($0.digest)" }
      description = "wheel:\(pin.version):" + files.joined(separator: ",")
    }
  }

  /// The identity that prints as `text`, or nil when none does.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let pin = Self.pin(parts[0], String(parts[1])) else { return nil }
    self.init(pin)
    guard description == text else { return nil }
  }

  private static func pin(_ kind: Substring, _ rest: String) -> Pin? {
    switch kind {
    case "git", "unlanded":
      Revision(rest).map { .git(GitPin(revision: $0, isUnlanded: kind == "unlanded")) }
    case "wheel": wheel(rest).map(Pin.wheel)
    default: nil
    }
  }

  private static func wheel(_ text: String) -> WheelPin? {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let version = PythonVersion(String(parts[0])) else { return nil }
    var files: [TargetName: [PythonTag?: SHA256Digest]] = [:]
    for entry in parts[1].split(separator: ",") {
      let halves = entry.split(separator: "=", maxSplits: 1)
      guard halves.count == 2, let (target, python) = place(halves[0]),
        let digest = SHA256Digest(String(halves[1]))
      else { return nil }
      files[target, default: [:]][python] = digest
    }
    return WheelPin(version: version, byPython: files.compactMapValues(perPython))
  }

  private static func place(_ text: Substring) -> (TargetName, PythonTag?)? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, let target = TargetName(parts[0]) else { return nil }
    guard parts.count == 2 else { return (target, nil) }
    return PythonTag(parts[1]).map { (target, $0) }
  }

  private static func perPython(
    _ files: [PythonTag?: SHA256Digest]
  ) -> PerPython<SHA256Digest>? {
    if let one = files[nil] { return PerPython(one) }
    let pairs = files.compactMap { python, digest in python.map { ($0, digest) } }
    return PerPython(Dictionary(pairs, uniquingKeysWith: { $1 }))
  }
}
