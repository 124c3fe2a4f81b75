import Foundation
import ReleaseModel
import Rolling
import SafeText

/// What the process finds around it; read here and nowhere below.
package struct Surroundings: Sendable {
  package let environment: [String: String]
  /// Nil when the user has none.
  package let home: URL?
  package let folder: URL
  /// How standard output and standard error show text.
  package let output: Style
  package let errors: Style
  /// Whether lines on standard error may be drawn over: a person watches, and likes escapes.
  package let isLive: Bool

  package init(
    environment: [String: String], home: URL?, folder: URL, output: Style = Style(),
    errors: Style = Style(), isLive: Bool = false
  ) {
    self.environment = environment
    self.home = home
    self.folder = folder
    self.output = output
    self.errors = errors
    self.isLive = isLive
  }

  package static var current: Surroundings {
    let environment = ProcessInfo.processInfo.environment
    let size = TerminalSize.current
    // What git pages is read on a terminal, too.
    let isPaged = environment["GIT_PAGER_IN_USE"] == "true"
    let errors = Style(
      isTerminal: isatty(STDERR_FILENO) == 1, width: size?.columns, environment: environment)
    return Surroundings(
      environment: environment,
      home: home(in: environment, listed: listedHome),
      folder: URL(fileURLWithPath: FileManager.default.currentDirectoryPath, isDirectory: true),
      output: Style(
        isTerminal: isPaged || isatty(STDOUT_FILENO) == 1,
        width: isatty(STDOUT_FILENO) == 1 ? size?.columns : nil, environment: environment),
      errors: errors, isLive: errors.isColored && environment["CI"] == nil)
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
