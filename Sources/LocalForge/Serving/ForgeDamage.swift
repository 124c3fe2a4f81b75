import Foundation

/// What is wrong with the folder of a forge itself: a file of git's own that is gone or does not read,
/// or objects that are.
package struct ForgeDamage: Sendable, Equatable {
  package let found: String
  package let remedy: String
  /// Whether only objects are missing, which a copy may have.
  let isOfObjects: Bool

  /// Looks at all of `repository`; nil when it is sound.
  package static func find(
    in repository: URL, environment: [String: String]
  ) async -> ForgeDamage? {
    let gone = ["HEAD", "config", "objects", "refs"].first { name in
      !FileManager.default.fileExists(atPath: repository.appending(path: name).path)
    }
    if let gone {
      return ForgeDamage(
        "its \(gone) is gone",
        remedy: gone == "config"
          ? "roller roll and roller forge serve write it again" : copy(of: gone, repository))
    }
    let git = GitTool(repository: repository.path, environment: environment)
    guard let refs = try? await git.result(["for-each-ref"]) else { return nil }
    guard refs.status == 0 else {
      return ForgeDamage(
        "its references cannot be read (\(firstLine(of: refs.text)))",
        remedy: copy(of: "packed-refs and refs", repository))
    }
    // What is not linked to is not missed: https://git-scm.com/docs/git-fsck
    let check = try? await git.result(["fsck", "--connectivity-only", "--no-dangling"])
    guard let check, check.status != 0 else { return nil }
    return ForgeDamage(
      "objects are missing or unreadable (\(firstLine(of: check.text)))",
      remedy: copy(of: "objects", repository), isOfObjects: true)
  }

  /// Brings missing objects from `sources`, the git folders of copies that may have them; whether the
  /// forge is sound then.
  ///
  /// An object's name is the digest of its content, so whoever has it has the right one. A pack of all
  /// that is reachable, the copies included, is written before anything is removed
  /// (<https://git-scm.com/docs/git-repack>).
  package func heal(
    _ repository: URL, from sources: [URL], environment: [String: String]
  ) async -> Bool {
    guard isOfObjects else { return false }
    let there = sources.map { $0.appending(path: "objects").path }.filter {
      FileManager.default.fileExists(atPath: $0)
    }
    var own = environment
    own["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = there.joined(separator: ":")
    let git = GitTool(repository: repository.path, environment: own)
    _ = try? await git.result(["repack", "-a", "-q"])
    return await Self.find(in: repository, environment: environment) == nil
  }

  private init(_ found: String, remedy: String, isOfObjects: Bool = false) {
    self.found = found
    self.remedy = remedy
    self.isOfObjects = isOfObjects
  }
}

private func copy(of what: String, _ repository: URL) -> String {
  "bring back its \(what) from a copy of \(repository.path); or move that folder away: a new forge"
    + " is then created, without the pull requests and releases of this one"
}

/// The first line that names trouble, short enough for a sentence.
private func firstLine(of text: String) -> String {
  let lines = text.split(separator: "\n").map(String.init)
  let telling = lines.first { line in
    ["missing", "broken", "error", "fatal", "invalid"].contains { line.contains($0) }
  }
  return String((telling ?? lines.first ?? "git gives no reason").prefix(200))
}
