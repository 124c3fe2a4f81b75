import Foundation

/// The steps by which a bare repository becomes a forge; each may have been done before.
struct Founding: Sendable {
  let repository: URL
  let source: URL
  let git: GitTool

  func run() async throws {
    if !FileManager.default.fileExists(atPath: repository.path) { try await copySource() }
    for (key, value) in settings { _ = try await git.output(["config", key, value]) }
    try installGuard()
  }

  /// Built beside its place and renamed, so that a half-made forge is never found.
  private func copySource() async throws {
    try await requireWholeHistory()
    let parent = repository.deletingLastPathComponent()
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    let draft = parent.appending(path: ".\(repository.lastPathComponent).\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: draft) }
    let outside = GitTool(repository: parent.path, environment: git.environment)
    _ = try await outside.output(
      ["init", "--quiet", "--bare", "--template=", "--initial-branch=main", draft.path])
    let inside = GitTool(repository: draft.path, environment: git.environment)
    // The other side runs without our settings, and the checkout may be another user's.
    let sender = "--upload-pack=git -c safe.directory=* upload-pack"
    _ = try await inside.output(["fetch", "--quiet", sender, source.path, "HEAD:refs/heads/main"])
    try FileManager.default.moveItem(at: draft, to: repository)
  }

  /// A shallow checkout has no ancestors to compare with, and `git fetch` would leave it out silently.
  private func requireWholeHistory() async throws {
    let checkout = GitTool(repository: source.path, environment: git.environment)
    let answer = try await checkout.output(["rev-parse", "--is-shallow-repository"])
    guard !answer.hasPrefix("true") else {
      throw Refusal(422, "\(source.path) is a shallow clone; run git fetch --unshallow there first")
    }
  }

  /// Refuses pushes that would rewind or delete the default branch, whoever sends them.
  private func installGuard() throws {
    let folder = repository.appending(path: "hooks", directoryHint: .isDirectory)
    let hook = folder.appending(path: "update")
    guard !FileManager.default.fileExists(atPath: hook.path) else { return }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(updateHook.utf8).write(to: hook, options: .atomic)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook.path)
  }
}

/// What each setting is for: <https://git-scm.com/docs/git-config>.
private let settings = [
  ("http.receivepack", "true"),
  // Partial clones, and clones of one commit: how the roller fetches.
  ("uploadpack.allowFilter", "true"),
  ("uploadpack.allowAnySHA1InWant", "true"),
  // The forge's own references can be copied, but nobody pushes to them.
  ("receive.hideRefs", "refs/forge"),
  ("receive.fsckObjects", "true"),
  ("core.logAllRefUpdates", "always"),
]

private let updateHook = """
  #!/bin/sh
  # Keeps the default branch from being rewound or deleted (git help hooks, "update").
  ref=$1 old=$2 new=$3
  case $ref in refs/pull/*)
    echo "$ref: pull requests' references are not pushed to" >&2
    exit 1 ;;
  esac
  [ "$ref" = "$(git symbolic-ref HEAD)" ] || exit 0
  case $old in *[!0]*) ;; *) exit 0 ;; esac
  case $new in *[!0]*) git merge-base --is-ancestor "$old" "$new" && exit 0 ;; esac
  echo "protected branch: $ref is only fast-forwarded" >&2
  exit 1

  """
