import Foundation
import ReleaseModel
import Rolling

/// What the process finds around it; read here and nowhere below.
package struct Surroundings: Sendable {
  package let environment: [String: String]
  /// Nil when the user has none.
  package let home: URL?
  package let folder: URL
  /// Whether a person watches standard error.
  package let isTerminal: Bool
  package let isColored: Bool
  /// Whether a person watches standard output, and likes colours.
  package let isOutputColored: Bool

  package init(
    environment: [String: String], home: URL?, folder: URL, isTerminal: Bool = false,
    isColored: Bool = false, isOutputColored: Bool = false
  ) {
    self.environment = environment
    self.home = home
    self.folder = folder
    self.isTerminal = isTerminal
    self.isColored = isColored
    self.isOutputColored = isOutputColored
  }

  package static var current: Surroundings {
    let environment = ProcessInfo.processInfo.environment
    let isTerminal = isatty(STDERR_FILENO) == 1
    let likesColors =
      environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    return Surroundings(
      environment: environment,
      home: home(in: environment, listed: listedHome),
      folder: URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true),
      isTerminal: isTerminal && environment["TERM"] != "dumb" && environment["CI"] == nil,
      isColored: isTerminal && likesColors,
      isOutputColored: isatty(STDOUT_FILENO) == 1 && likesColors)
  }

  /// `$XDG_CACHE_HOME`: may be deleted at any time
  /// (<https://specifications.freedesktop.org/basedir-spec/latest/>).
  package var cacheFolder: URL { folder(of: "XDG_CACHE_HOME", fallback: ".cache") }

  /// `$XDG_STATE_HOME`: the local forges.
  package var stateFolder: URL { folder(of: "XDG_STATE_HOME", fallback: ".local/state") }

  /// What git sees: neither the machine's configuration nor the user's, whose URL rewriting, hooks
  /// and signing would change what a forge does.
  package var gitEnvironment: [String: String] {
    [
      "PATH": environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin", "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_CONFIG_GLOBAL": "/dev/null", "HOME": stateFolder.path, "LC_ALL": "C",
    ]
  }

  private func folder(of variable: String, fallback: String) -> URL {
    // Nothing can be made there, so that a user without a home gets no folder by accident.
    let home = home ?? URL(fileURLWithPath: "/dev/null", isDirectory: true)
    let base =
      environment[variable].flatMap { $0.hasPrefix("/") ? URL(fileURLWithPath: $0) : nil }
      ?? home.appendingPathComponent(fallback, isDirectory: true)
    return base.appendingPathComponent("openxla-compiler-release", isDirectory: true)
  }
}

extension Surroundings {
  /// Who runs this, as the machine calls them, in one visible line.
  package var userName: String {
    let named = [environment["USER"], environment["LOGNAME"]].compactMap(\.self)
    let entry = getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) }
    return (named + [entry].compactMap(\.self)).first { Reason($0) != nil } ?? "uid \(getuid())"
  }
}
