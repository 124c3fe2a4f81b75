import Foundation

/// What is written down, in the forge and in its checkout, so that they find each other again.
package struct ForgeClaim: Sendable {
  private static let gitFolder = "roller.checkout"
  private static let file = "roller.checkout-file"
  /// What a person calls the forge in `git push`.
  package static let remote = "roller"

  private let git: GitTool
  private let checkout: GitTool

  package init(of forge: URL, by checkout: String, environment: [String: String]) {
    git = GitTool(repository: forge.path, environment: environment)
    self.checkout = GitTool(repository: checkout, environment: environment)
  }

  /// What the forge in `folder` says about its checkout; nil when no forge is there.
  package static func record(
    in folder: URL, environment: [String: String]
  ) async -> ForgeChoice.Record? {
    guard FileManager.default.fileExists(atPath: folder.path) else { return nil }
    let git = GitTool(repository: folder.path, environment: environment)
    return ForgeChoice.Record(
      gitFolder: await git.line(["config", "--get", gitFolder]),
      file: await git.line(["config", "--get", file]))
  }

  /// Writes it down where it is not yet. A checkout that may not be written keeps its forge by its path.
  package func record(_ identity: CheckoutIdentity, as mark: String) async {
    await set(Self.gitFolder, to: identity.gitFolder, in: git)
    await set(Self.file, to: identity.file, in: git)
    await set(CheckoutIdentity.setting, to: mark, in: checkout)
  }

  /// Lets the checkout call the forge `roller`, by its path: no server is needed for a push, and git
  /// runs the forge's hooks anyway. A remote of that name that leads elsewhere stays.
  package func addRemote() async {
    let key = "remote.\(Self.remote).url"
    let known = await checkout.line(["config", "--local", "--get", key])
    let forges = URL(fileURLWithPath: git.repository).deletingLastPathComponent().path + "/"
    guard known.map({ $0.hasPrefix(forges) }) ?? true, known != git.repository else { return }
    await set(key, to: git.repository, in: checkout)
    await set(
      "remote.\(Self.remote).fetch", to: "+refs/heads/*:refs/remotes/\(Self.remote)/*", in: checkout
    )
    await track()
  }

  /// What `git fetch roller` would do at this moment, when the forge has only what the checkout gave.
  private func track() async {
    guard let branch = await git.line(["symbolic-ref", "--short", "HEAD"]),
      let tip = await git.line(["rev-parse", "--verify", "--quiet", "HEAD"]),
      await checkout.line(["cat-file", "-t", tip]) == "commit"
    else { return }
    let name = "refs/remotes/\(Self.remote)/\(branch)"
    _ = try? await checkout.result(["update-ref", name, tip])
  }

  private func set(_ key: String, to value: String, in git: GitTool) async {
    guard await git.line(["config", "--local", "--get", key]) != value else { return }
    _ = try? await git.result(["config", "--local", key, value])
  }
}
