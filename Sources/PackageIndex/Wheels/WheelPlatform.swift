import ReleaseModel

/// One entry of a target's list of platforms, as a rule that platform tags are held against.
///
/// A manylinux tag names the glibc that is needed at least, and the three older names stand for
/// glibc 2.5, 2.12 and 2.17; a macosx tag names the system that is needed at least
/// (<https://packaging.python.org/en/latest/specifications/platform-compatibility-tags/>).
enum WheelPlatform: Sendable, Hashable {
  /// Linux with glibc 2.`minor`.
  case glibc(minor: Int, architecture: String)
  /// macOS of this release; the architecture may be `universal2`.
  case macOS(major: Int, minor: Int, architecture: String)
  /// Exactly this tag.
  case exact(String)

  init(_ tag: String) {
    if let (minor, architecture) = manylinux(tag) {
      self = .glibc(minor: minor, architecture: architecture)
    } else if let (major, minor, architecture) = macosx(tag) {
      self = .macOS(major: major, minor: minor, architecture: architecture)
    } else {
      self = .exact(tag)
    }
  }

  /// How far `tag` is from the most specific tag that fits, from 0; or why it does not fit.
  func fit(of tag: String) -> Fit {
    switch self {
    case .glibc(let minor, let architecture): Self.fit(tag, glibc: minor, on: architecture)
    case .macOS(let major, let minor, let architecture):
      Self.fit(tag, macOS: (major, minor), on: architecture)
    case .exact(let wanted): tag == wanted ? .fits(distance: 0) : .misfit("is for \(tag)")
    }
  }

  enum Fit: Equatable {
    case fits(distance: Int)
    case misfit(String)
  }

  private static func fit(_ tag: String, glibc limit: Int, on architecture: String) -> Fit {
    if tag == "linux_\(architecture)" { return .fits(distance: plainLinux) }
    guard let (minor, itsArchitecture) = manylinux(tag), itsArchitecture == architecture else {
      return .misfit("is for \(tag)")
    }
    guard minor <= limit else {
      return .misfit("needs glibc 2.\(minor); the target has 2.\(limit)")
    }
    // The oldest that installers take:
    // https://github.com/pypa/packaging/blob/main/src/packaging/_manylinux.py
    guard minor >= (["x86_64", "i686"].contains(architecture) ? 5 : 17) else {
      return .misfit("is for glibc 2.\(minor), which installers refuse")
    }
    return .fits(distance: limit - minor)
  }

  private static func fit(_ tag: String, macOS limit: (Int, Int), on architecture: String) -> Fit {
    guard let (major, minor, itsArchitecture) = macosx(tag), itsArchitecture == architecture else {
      return .misfit("is for \(tag)")
    }
    guard (major, minor) <= limit else {
      return .misfit("needs macOS \(major).\(minor); the target has \(limit.0).\(limit.1)")
    }
    return .fits(distance: (limit.0 - major) * 100 + max(0, 99 - minor))
  }
}

/// Behind every manylinux level: `linux_<arch>` promises nothing about glibc.
private let plainLinux = 1_000

/// The minor version of the glibc 2.x and the architecture that a manylinux tag names.
private func manylinux(_ tag: String) -> (minor: Int, architecture: String)? {
  let aliases = [("manylinux2014_", 17), ("manylinux2010_", 12), ("manylinux1_", 5)]
  for (prefix, minor) in aliases where tag.hasPrefix(prefix) {
    return (minor, String(tag.dropFirst(prefix.count)))
  }
  let parts = tag.split(separator: "_", maxSplits: 3).map(String.init)
  guard parts.count == 4, parts[0] == "manylinux", parts[1] == "2", let minor = Int(parts[2]),
    (0..<plainLinux).contains(minor)
  else { return nil }
  return (minor, parts[3])
}

private func macosx(_ tag: String) -> (major: Int, minor: Int, architecture: String)? {
  let parts = tag.split(separator: "_", maxSplits: 3).map(String.init)
  guard parts.count == 4, parts[0] == "macosx", let major = Int(parts[1]),
    let minor = Int(parts[2]), (0..<100).contains(major), (0..<100).contains(minor)
  else { return nil }
  return (major, minor, parts[3])
}
