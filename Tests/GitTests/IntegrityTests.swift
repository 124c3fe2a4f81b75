import Foundation
import Git
import Testing

@Suite("What damages a repository", .timeLimit(.minutes(20)))
struct IntegrityTests {
  /// A bare repository with a commit of two folders and an annotated tag, all in loose objects.
  private func world(_ body: (Repository) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "integrity-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let repository = try Repository.create(bareAt: folder)
    let git = try repository.open()
    let blob = try git.write(blob: Array("text\n".utf8))
    let tree = try git.tree(updating: nil, with: [.put(try TreePath("a/b/c"), blob)])
    let person = Signature(name: "Ada", email: "ada@example.org", seconds: 1_790_000_000)
    let commit = try git.write(
      CommitDraft(tree: tree, parents: [], signature: person, message: "x\n"))
    let tag = try git.write(
      TagDraft(name: "v1", target: commit, tagger: person, message: "v1\n"))
    _ = try git.update([
      .create(.main, at: commit), .create(try ReferenceName(tag: "v1"), at: tag),
    ])
    try body(repository)
  }

  private func verify(_ repository: Repository) throws {
    let git = try repository.open()
    try git.verify()
  }

  @Test("a sound one is sound")
  func sound() throws {
    try world { repository in try verify(repository) }
  }

  @Test("each object that is missing, emptied or another's is found")
  func objects() throws {
    try world { repository in
      let objects = repository.path + "/objects/"
      let paths = try FileManager.default.subpathsOfDirectory(atPath: objects)
        .filter { $0.count == 41 && !$0.hasPrefix("4b/825dc642cb6eb9a060e54bf8d69288fbee4904") }
        .map { objects + $0 }
      // One blob, three trees, a commit and a tag; the empty tree, with which each tree begins, is
      // known to git without being there.
      #expect(paths.count == 6)
      for (index, path) in paths.enumerated() {
        let content = try Data(contentsOf: URL(fileURLWithPath: path))
        let other = try Data(contentsOf: URL(fileURLWithPath: paths[(index + 1) % paths.count]))
        for damage in [nil, Data(), other] {
          try FileManager.default.removeItem(atPath: path)
          try damage?.write(to: URL(fileURLWithPath: path))
          #expect(throws: GitError.self) { try verify(repository) }
          try content.write(to: URL(fileURLWithPath: path))
          try verify(repository)
        }
      }
    }
  }

  @Test("a reference that does not read is found, a lock is no reference")
  func references() throws {
    try world { repository in
      let main = URL(fileURLWithPath: repository.path + "/refs/heads/main")
      let content = try Data(contentsOf: main)
      for damage in ["", "what\n", String(repeating: "b", count: 40) + "\n"] {
        try Data(damage.utf8).write(to: main)
        #expect(throws: GitError.self, "\(damage)") { try verify(repository) }
      }
      try content.write(to: main)
      try Data().write(to: main.appendingPathExtension("lock"))
      try verify(repository)
    }
  }
}
