import ReleaseModel

/// Whether a wheel installs on a target, and how specific it is to it.
enum WheelFit: Equatable {
  /// The smaller the rank, the more specific.
  case fits(rank: WheelRank)
  /// In words that follow the wheel's name.
  case misfit(because: String)
}

/// The place of a tag triple in the order in which installers prefer them.
///
/// The order of `packaging.tags.sys_tags()`: the interpreter's own ABI, then the stable ABI, newest
/// first, then pure Python with a platform, then without
/// (<https://packaging.pypa.io/en/stable/tags.html>).
struct WheelRank: Comparable {
  let interpreter: Int
  let platform: Int

  static func < (left: Self, right: Self) -> Bool {
    (left.interpreter, left.platform) < (right.interpreter, right.platform)
  }
}

extension WheelFileName {
  /// How this wheel fits `python` on `target`.
  func fit(for target: Target, on python: PythonTag) -> WheelFit {
    let minor = python.minor
    guard let interpreter = bestRank(on: minor, abiTags) else {
      let tags = pythonTags.joined(separator: ".") + "-" + abiTags.joined(separator: ".")
      return .misfit(because: "is for \(tags); the target is \(python)")
    }
    switch platformFit(on: target.platforms.map(WheelPlatform.init)) {
    case .fits(let distance):
      return .fits(rank: WheelRank(interpreter: interpreter, platform: distance))
    case .misfit(let why):
      // What has an ABI has machine code, which runs on some platform and not on any.
      let pure = bestRank(on: minor, abiTags.filter { $0 == "none" })
      guard platformTags.contains("any"), let pure else { return .misfit(because: why) }
      return .fits(rank: WheelRank(interpreter: pure + anyInterpreter, platform: 0))
    }
  }

  private func bestRank(on minor: Int, _ abis: [String]) -> Int? {
    pythonTags.flatMap { python in
      abis.compactMap { interpreterRank(python: python, abi: $0, minor: minor) }
    }.min()
  }

  private func platformFit(on platforms: [WheelPlatform]) -> WheelPlatform.Fit {
    var reasons: [String] = []
    var best: Int?
    for tag in platformTags {
      for (place, platform) in platforms.enumerated() {
        switch platform.fit(of: tag) {
        case .fits(let distance): best = min(best ?? .max, place * 10_000 + distance)
        case .misfit(let why): reasons.append(why)
        }
      }
    }
    if let best { return .fits(distance: best) }
    let why = reasons.first { $0.hasPrefix("needs") } ?? reasons.first
    return .misfit(why ?? "the target lists no platforms")
  }
}

/// Larger than any interpreter's rank: `any` ranks behind every platform.
private let anyInterpreter = 10_000

/// The place of an interpreter and ABI tag for CPython 3.`minor`, or nil when they do not run there.
private func interpreterRank(python: String, abi: String, minor: Int) -> Int? {
  if python == "cp3\(minor)" {
    switch abi {
    case "cp3\(minor)": return 0
    case "abi3": return 1
    case "none": return 2
    default: return nil
    }
  }
  if abi == "abi3", let older = minorVersion(python, prefix: "cp3"), (2..<minor).contains(older) {
    return 3 + minor - older
  }
  guard abi == "none" else { return nil }
  if python == "py3\(minor)" { return 1_000 }
  if python == "py3" { return 1_001 }
  guard let older = minorVersion(python, prefix: "py3"), (0..<minor).contains(older) else {
    return nil
  }
  return 1_001 + minor - older
}

private func minorVersion(_ tag: String, prefix: String) -> Int? {
  guard tag.hasPrefix(prefix), tag.utf8.count > prefix.utf8.count else { return nil }
  let digits = tag.dropFirst(prefix.count)
  return digits.utf8.allSatisfy { (48...57).contains($0) } ? Int(digits) : nil
}
