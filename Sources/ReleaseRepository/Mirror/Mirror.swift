import Errors
import Foundation
import Git
import ReleaseModel
import RollPlanning
import Rolling

/// Our own bare copy of the release repository, where commits are made and files are read.
struct Mirror: Sendable {
  let repository: Git.Repository
  let memory = EvidenceMemory()
  let pinFiles = PinFileMemory()

  init(repository: Git.Repository) {
    self.repository = repository
  }

  /// False before the first look, and after somebody deleted it.
  var isThere: Bool { FileManager.default.fileExists(atPath: repository.path + "/HEAD") }

  /// Brings `refs` up to date; what the remote has of them now.
  func follow(
    _ remote: Remote, _ refs: FollowedRefs
  ) async throws(Failure) -> [RemoteReference] {
    try await doing("reading the forge's refs") { () throws(GitError) in
      try prepare()
      return try await remote.adopt(
        prefixes: refs.prefixes, in: repository, where: refs.covers
      ).references
    }
  }

  /// A commit of a few changed files; the same draft is the same commit everywhere.
  func write(_ draft: RollPlanning.CommitDraft) async throws(Failure) -> Revision {
    try await doing("writing the bump commit") { () throws(GitError) in
      try await repository.run { git throws(GitError) in
        let parent = ObjectID(draft.parent)
        var changes: [TreeChange] = []
        for (path, bytes) in draft.files.sorted(by: { $0.key < $1.key }) {
          changes.append(.put(try TreePath(path), try git.write(blob: bytes)))
        }
        let tree = try git.tree(updating: try git.commit(parent).tree, with: changes)
        let signature = roller(at: draft.date)
        let id = try git.write(
          Git.CommitDraft(
            tree: tree, parents: [parent], signature: signature,
            message: draft.message))
        return id.revision
      }
    }
  }

  /// The regular files of `commit` at or under `paths`; links and submodules are left out.
  func files(
    at commit: Revision, under paths: [String]
  ) async throws(Failure) -> [RepositoryFile] {
    try await doing("reading files of \(commit.abbreviated)") { () throws(GitError) in
      try await repository.run { git throws(GitError) in
        let id = ObjectID(commit)
        var found: [RepositoryFile] = []
        for path in paths {
          let place = try TreePath(path)
          guard try git.entry(at: place, of: id) != nil else { continue }
          for entry in try git.entries(under: place, of: id, limit: 10_000) {
            guard entry.kind == .file || entry.kind == .executable else { continue }
            found.append(
              RepositoryFile(
                path: entry.path, bytes: try git.blob(entry.id, limit: 16 << 20),
                isExecutable: entry.kind == .executable))
          }
        }
        return found
      }
    }
  }

  /// `tip` and its first parents, newest first.
  func history(of tip: ObjectID, limit: Int = 100) async throws(Failure) -> [CommitFacts] {
    try await doing("reading the history of \(tip.hexadecimal.prefix(10))") {
      () throws(GitError) in
      try await repository.run { git throws(GitError) in
        try git.firstParents(of: tip, limit: limit).map { (summary) throws(GitError) in
          try git.facts(of: summary.id, pinFiles)
        }
      }
    }
  }

  /// An annotated tag object; the same draft is the same object everywhere.
  func write(_ draft: RollPlanning.TagDraft) async throws(Failure) -> ObjectID {
    try await doing("writing the tag \(draft.tag)") { () throws(GitError) in
      try await repository.run { git throws(GitError) in
        try git.write(
          Git.TagDraft(
            name: "\(draft.tag)", target: ObjectID(draft.commit),
            tagger: roller(at: draft.date), message: draft.message))
      }
    }
  }
}

extension OpenRepository {
  /// What a plan knows of a commit.
  func facts(
    of id: ObjectID, _ pinFiles: PinFileMemory
  ) throws(GitError) -> CommitFacts {
    let commit = try commit(id)
    let merged =
      commit.parents.count > 1 ? try self.commit(commit.parents[1]).message : nil
    return CommitFacts(
      revision: commit.id.revision, parents: commit.parents.map(\.revision),
      message: commit.message, committed: Timestamp(seconds: commit.committer.seconds),
      merged: merged, pins: try pinFiles.pins(of: id, in: self))
  }
}

func roller(at date: Timestamp) -> Signature {
  Signature(name: RollerIdentity.name, email: RollerIdentity.email, seconds: date.seconds)
}
