import Digest
import JSON

/// One build that a validation needed: whether it was made for it, or had been made before.
package struct PackageBuild: Sendable, Hashable {
  package let package: PackageName
  package let target: TargetName
  /// Equal keys are equal builds.
  package let key: SHA256Digest
  package let isReused: Bool
  /// How long it took this time.
  package let milliseconds: Int64

  package init(
    package: PackageName, target: TargetName, key: SHA256Digest, isReused: Bool,
    milliseconds: Int64
  ) {
    self.package = package
    self.target = target
    self.key = key
    self.isReused = isReused
    self.milliseconds = milliseconds
  }
}

extension PackageBuild {
  package var json: JSONValue {
    [
      "package": .string("\(package)"), "target": .string("\(target)"),
      "key": .string("\(key)"), "reused": .bool(isReused), "milliseconds": .integer(milliseconds),
    ]
  }

  package init?(json: JSONValue) {
    guard let package = json["package"]?.string.flatMap(PackageName.init(_:)),
      let target = json["target"]?.string.flatMap(TargetName.init(_:)),
      let key = json["key"]?.string.flatMap(SHA256Digest.init(_:)),
      let isReused = json["reused"]?.bool, let milliseconds = json["milliseconds"]?.integer
    else { return nil }
    self.init(
      package: package, target: target, key: key, isReused: isReused, milliseconds: milliseconds)
  }
}
