import Foundation

/// What makes a checkout itself, wherever it lies: the git folder that it shares with its worktrees,
/// and the forge that is written down there.
package struct CheckoutIdentity: Sendable, Equatable {
  /// The git folder, links resolved. The same for all linked worktrees
  /// (<https://git-scm.com/docs/gitrepository-layout#Documentation/gitrepository-layout.txt-commondir>).
  package let gitFolder: String
  /// Its device and inode: they stay when the folder is moved, and differ for a copy.
  package let file: String
  /// The forge that it was given; nil before.
  package let forge: String?

  /// Where a checkout keeps ``forge``, in its own configuration.
  static let setting = "roller.forge"

  package init(gitFolder: String, file: String, forge: String?) {
    self.gitFolder = gitFolder
    self.file = file
    self.forge = forge
  }

  /// The identity of the checkout in `folder`; nil when git does not read it.
  package static func read(
    _ folder: String, environment: [String: String]
  ) async -> CheckoutIdentity? {
    let git = GitTool(repository: folder, environment: environment)
    let question = ["rev-parse", "--path-format=absolute", "--git-common-dir"]
    guard let common = await git.line(question) else { return nil }
    let place = URL(fileURLWithPath: common).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: place),
      let inode = attributes[.systemFileNumber] as? Int,
      let device = attributes[.systemNumber] as? Int
    else { return nil }
    return CheckoutIdentity(
      gitFolder: place, file: "\(device):\(inode)",
      forge: await git.line(["config", "--local", "--get", setting]).flatMap(mark))
  }

  /// The folder of the main worktree; nil when the git folder is a bare repository of its own.
  package var mainWorktree: String? {
    gitFolder.hasSuffix("/.git") ? String(gitFolder.dropLast("/.git".count)) : nil
  }

  /// `text`, if it can be part of a folder's name.
  private static func mark(_ text: String) -> String? {
    let isGood = text.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    return isGood && (1...60).contains(text.utf8.count) ? text : nil
  }
}
