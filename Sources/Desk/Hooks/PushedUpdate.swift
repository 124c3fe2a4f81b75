import ChangeChecks
import Git
import ReleaseModel

/// A pushed reference with everything that its rules ask of the repository.
struct PushedUpdate {
  let update: ReferenceUpdate

  init(_ reference: PushedReference, in repository: borrowing CheckedRepository) throws {
    var movement = Descent.forward
    let isTag = reference.name.hasPrefix("refs/tags/")
    if !isTag, let old = reference.old, let new = reference.new {
      movement = try repository.movement(from: old, to: new)
    }
    let tagged = isTag ? try reference.new.map { try Self.tagged($0, repository) } : nil
    update = ReferenceUpdate(
      name: reference.name, old: reference.old.flatMap { Revision($0.hexadecimal) },
      new: reference.new.flatMap { Revision($0.hexadecimal) }, movement: movement, tag: tagged)
  }

  private static func tagged(
    _ id: ObjectID, _ repository: borrowing CheckedRepository
  ) throws -> TaggedTree {
    let isAnnotated = try repository.git.header(of: id)?.kind == .tag
    let commit = try repository.git.peeled(id)
    let isCommit = try repository.git.header(of: commit)?.kind == .commit
    return TaggedTree(
      message: isAnnotated ? try repository.git.annotatedTag(id).message : nil,
      tree: isCommit ? try repository.pins(of: commit) : nil)
  }
}
