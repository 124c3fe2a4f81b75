import Git
import Testing

@Suite(.timeLimit(.minutes(20))) struct WritingTests {
  private let bot = Signature(
    name: "Roller", email: "roller@example.org", seconds: 1_773_360_000, offset: -420)

  @Test("a commit written in memory is the one that git would have written")
  func matchesGit() async throws {
    let world = try SmallWorld()
    let repository = try await world.repository(
      "r", importing: RandomHistory(seed: 3, size: 9).stream)
    let git = try repository.open()
    let main = try #require(try git.reference(.main)).id
    let text = Array("{ \"pins\": 1 }\n".utf8)
    let tree = try git.tree(
      updating: try git.commit(main).tree,
      with: [
        .put(try TreePath("version_info.json"), try git.write(blob: text)),
        .put(try TreePath("a/b/run"), try git.write(blob: text), executable: true),
        .remove(try TreePath("f1")),
      ])
    let draft = CommitDraft(
      tree: tree, parents: [main], signature: bot, message: "Roll iree\n\nPin-Set: sha256:0\n")
    let written = try git.write(draft)
    #expect(try git.write(draft) == written)
    let theirs = try await gitsOwn(world, parent: main)
    #expect(theirs == written)
    #expect(try git.update(.move(.main, from: main, to: written)) == .updated)
    #expect(try await world.git("-C", "r", "fsck", "--strict", "--no-dangling") == "")
  }

  /// The same commit by git's plumbing.
  private func gitsOwn(_ world: SmallWorld, parent: ObjectID) async throws -> ObjectID {
    let blob = try await world.id(
      "-C", "r", "hash-object", "-w", "--stdin", input: Array("{ \"pins\": 1 }\n".utf8))
    try await world.git("-C", "r", "read-tree", parent.hexadecimal)
    let changes = """
      100644 \(blob)\tversion_info.json
      100755 \(blob)\ta/b/run
      0 \(ObjectID.zero)\tf1

      """
    try await world.git("-C", "r", "update-index", "--index-info", input: Array(changes.utf8))
    let tree = try await world.id("-C", "r", "write-tree")
    let commit = """
      tree \(tree)
      parent \(parent)
      author Roller <roller@example.org> 1773360000 -0700
      committer Roller <roller@example.org> 1773360000 -0700

      Roll iree

      Pin-Set: sha256:0

      """
    return try await world.id(
      "-C", "r", "hash-object", "-t", "commit", "-w", "--stdin", input: Array(commit.utf8))
  }

  @Test("commits and annotated tags read back as they were written")
  func readsBack() async throws {
    let world = try SmallWorld()
    let repository = try await world.repository("r")
    let git = try repository.open()
    let tree = try git.tree(
      updating: nil, with: [.put(try TreePath("a"), try git.write(blob: [1, 0, 2]))])
    let first = try git.write(
      CommitDraft(tree: tree, parents: [], signature: bot, message: "one\ntwo\n"))
    let second = try git.write(
      CommitDraft(tree: tree, parents: [first], signature: bot, message: "\n\nüber\n"))
    let commit = try git.commit(second)
    #expect(commit.parents == [first] && commit.tree == tree && commit.author == bot)
    #expect(commit.message.contains("über"))
    #expect(try git.commit(first).subject == "one")
    #expect(try git.blob(at: try TreePath("a"), of: second, limit: 3) == [1, 0, 2])
    let tag = try git.write(
      TagDraft(name: "v0.1.0", target: second, tagger: bot, message: "Release\n\nPin-Set: x\n"))
    let read = try git.annotatedTag(tag)
    #expect(read.name == "v0.1.0" && read.target == second && read.targetKind == .commit)
    #expect(read.tagger == bot && read.message == "Release\n\nPin-Set: x\n")
    let name = try ReferenceName(tag: "v0.1.0")
    #expect(try git.update(.create(name, at: tag)) == .updated)
    #expect(try git.reference(name)?.peeled == second)
    #expect(try await world.git("-C", "r", "cat-file", "-t", "v0.1.0") == "tag")
    #expect(try await world.git("-C", "r", "fsck", "--strict", "--no-dangling") == "")
  }

  @Test("drafts that git could not hold are refused")
  func refusesBadDrafts() async throws {
    let world = try SmallWorld()
    let git = try await world.repository("r").open()
    let blob = try git.write(blob: [])
    let tree = try git.tree(updating: nil, with: [.put(try TreePath("a"), blob)])
    #expect(throws: GitError.self) {
      try git.write(CommitDraft(tree: tree, parents: [], signature: bot, message: "a\0b"))
    }
    #expect(throws: GitError.self) {
      try git.write(CommitDraft(tree: blob, parents: [], signature: bot, message: "a"))
    }
    let nameless = Signature(name: "", email: "a@b", seconds: 0)
    #expect(throws: GitError.self) {
      try git.write(CommitDraft(tree: tree, parents: [], signature: nameless, message: "a"))
    }
    let path = try TreePath("b")
    #expect(throws: GitError.self) {
      try git.tree(updating: tree, with: [.put(path, blob), .remove(path)])
    }
  }

  @Test("a file is read up to the limit, and only a file is read")
  func limitsReads() async throws {
    let world = try SmallWorld()
    let git = try await world.repository("r").open()
    let tree = try git.tree(
      updating: nil, with: [.put(try TreePath("d/f"), try git.write(blob: [1, 2, 3]))])
    let commit = try git.write(CommitDraft(tree: tree, parents: [], signature: bot, message: "m"))
    let file = try TreePath("d/f")
    #expect(try git.blob(at: file, of: commit, limit: 3) == [1, 2, 3])
    let tooLarge = #expect(throws: GitError.self) { try git.blob(at: file, of: commit, limit: 2) }
    #expect(tooLarge?.reason == .limit)
    let folder = try TreePath("d")
    #expect(throws: GitError.self) { try git.blob(at: folder, of: commit, limit: 9) }
    #expect(try git.blob(at: try TreePath("d/f/g"), of: commit, limit: 9) == nil)
    #expect(try git.blob(at: try TreePath("nothing"), of: commit, limit: 9) == nil)
  }
}
