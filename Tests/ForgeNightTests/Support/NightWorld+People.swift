import Foundation
import TestKit

// What a person does with git, in a clone of the forge.
extension NightWorld {
  /// What a person's git prints, at the world's time.
  @discardableResult
  func person(_ arguments: String...) async throws -> String {
    var git = git
    let date = "\(time.now.seconds) +0000"
    git.more = ["GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date]
    return try await git.run(arguments, in: folder.path("person"))
  }

  /// Brings the person's clone to what the forge has; `branch` is checked out as it is there.
  func checkOut(_ branch: String) async throws {
    try await person("fetch", "--quiet", "--prune", "origin")
    try await person("checkout", "--quiet", "-B", branch, "origin/\(branch)")
  }

  /// A person's commit on main.
  func commitToMain(_ text: String) async throws {
    try await checkOut("main")
    try folder.write(text, to: "person/NOTES.md")
    try await person("add", "--all")
    try await person("commit", "--quiet", "--message", "Note something")
    try await person("push", "--quiet", "origin", "main")
  }

  /// What people do to a branch of ours.
  enum Deed: String, CaseIterable, Sendable {
    case amend
    case pushOnTop = "push on top"
    case fixUnderneath = "fix underneath"
    case squash, rebase
  }

  func act(_ deed: Deed, on branch: String) async throws {
    try await checkOut(branch)
    try folder.write("fixed\n", to: "person/FIX.md")
    try await person("add", "--all")
    switch deed {
    case .amend: try await person("commit", "--quiet", "--amend", "--no-edit")
    case .pushOnTop: try await person("commit", "--quiet", "--message", "Fix it")
    case .squash:
      try await person("reset", "--quiet", "--soft", "HEAD~1")
      try await person("commit", "--quiet", "--message", "Roll and fix")
    case .fixUnderneath:
      let roll = try await person("rev-parse", "HEAD")
      try await person("commit", "--quiet", "--message", "Fix it")
      let fix = try await person("rev-parse", "HEAD")
      try await person("reset", "--quiet", "--hard", "\(roll)~1")
      try await person("cherry-pick", fix)
      try await person("cherry-pick", roll)
    case .rebase:
      try await person("reset", "--quiet", "--hard")
      try await person("rebase", "--quiet", "--force-rebase", "origin/main")
    }
    try await person("push", "--quiet", "--force", "origin", branch)
  }

  /// The button "Update branch": a merge of main into the branch.
  func updateBranch(_ branch: String) async throws {
    try await checkOut(branch)
    try await person(
      "merge", "--quiet", "--no-ff", "--message", "Merge branch 'main' into \(branch)",
      "origin/main")
    try await person("push", "--quiet", "origin", branch)
  }
}
