import Errors
import Foundation
import Rolling

extension Surroundings {
  /// The home of the user: `$HOME`, or what the system's list of users says; nil when neither names an
  /// absolute path.
  ///
  /// Services and containers often run without `$HOME`
  /// (<https://man7.org/linux/man-pages/man3/getpwuid.3.html>), and a path that is relative would lead
  /// into the folder where the command happens to run.
  static func home(in environment: [String: String], listed: String?) -> URL? {
    [environment["HOME"], listed].compactMap(\.self).first { $0.hasPrefix("/") }
      .map { URL(fileURLWithPath: $0, isDirectory: true) }
  }

  /// What the system's list of users says of the user who runs this.
  static var listedHome: String? {
    getpwuid(getuid()).flatMap { $0.pointee.pw_dir }.map { String(cString: $0) }
  }

  /// Makes the cache and the state folder, or says why they cannot be used and what to do.
  package func requireFolders() throws(CommandFailure) {
    for (folder, variable) in [(stateFolder, "XDG_STATE_HOME"), (cacheFolder, "XDG_CACHE_HOME")] {
      guard home != nil || environment[variable]?.hasPrefix("/") == true else {
        throw homeless(variable)
      }
      do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      } catch {
        throw unusable(folder, variable, Failure(error, doing: "making \(folder.path)"))
      }
      guard access(folder.path, W_OK | X_OK) == 0 else {
        throw unusable(folder, variable, Failure(doing: "looking at \(folder.path)"))
      }
    }
  }

  private func homeless(_ variable: String) -> CommandFailure {
    CommandFailure(
      .usage,
      "choosing a folder for roller's files: $HOME is not set, and user \(getuid()) has no home"
        + "\n  hint: set HOME, or \(variable), to the absolute path of a folder that you can write to"
    )
  }

  private func unusable(
    _ folder: URL, _ variable: String, _ error: Failure
  ) -> CommandFailure {
    let remedy = error.mayPass ? error.hint + "; or set" : "set"
    return CommandFailure(
      .tryLater,
      "\(error.doing): \(error.found)"
        + "\n  hint: \(remedy) \(variable) to another folder, or HOME, which it lies in otherwise")
  }
}
