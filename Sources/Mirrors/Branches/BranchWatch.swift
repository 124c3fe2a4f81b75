import Errors
import Foundation
import Git
import ReleaseModel

/// Whether a pin still lies where it lay: on the tracking branch, under the tag that it was named for.
struct BranchWatch: Sendable {
  let mirror: Mirror
  let pin: GitPin

  /// Why the component must wait for a person; nil when its history is as it was.
  func objection(_ update: MirrorUpdate) async throws(Failure) -> String? {
    let place = "\(mirror.branch) of \(mirror.url)"
    guard try await mirror.isOnBranch(pin.revision) else {
      guard let dropped = update.dropped, try await wasIn(dropped) else {
        return notThere(place, head: update.head)
      }
      return dropping(place, from: dropped, to: update.head)
    }
    guard let dropped = update.dropped, try await wasIn(dropped) else { return nil }
    return forcing(place, from: dropped, to: update.head)
  }

  /// Why a tag's move must be looked at; nil when none of `tags` that matters to `line` moved.
  ///
  /// Old tags that move behind the pin change nothing that we use.
  func objection(
    to tags: [UpstreamTag], along line: BranchLine
  ) async throws(Failure) -> String? {
    if let label = pin.label, let tag = tags.first(where: { $0.name == label }),
      tag.revision != pin.revision
    {
      // A tag that was never seen elsewhere did not move: then the file calls the pin by a wrong name.
      let memory = TagMemory(folder: URL(fileURLWithPath: mirror.repository.path))
      return memory.first(label) == tag.revision
        ? misnamed(tag) : moving(MovedTag(name: label, old: pin.revision, new: tag.revision))
    }
    let moved = try await mirror.moved(among: tags)
    return moved.first { tag in
      line.position(of: tag.old) != nil || line.position(of: tag.new) != nil
    }.map(moving)
  }

  private func wasIn(_ dropped: Revision) async throws(Failure) -> Bool {
    let (old, wanted) = (try mirror.id(dropped), try mirror.id(pin.revision))
    return try await mirror.run { git throws(GitError) in
      guard try git.contains(wanted) else { return false }
      return try git.isAncestor(wanted, of: old)
    }
  }

  private func notThere(_ place: String, head: Revision) -> String {
    "the pinned \(pin.revision) is not on \(place), whose head is \(head): it vanished, or never was "
      + "there; pin a commit of that branch"
  }

  private func dropping(_ place: String, from old: Revision, to new: Revision) -> String {
    "\(place) was forced from \(old) to \(new), which dropped the pinned \(pin.revision); look at what "
      + "changed and pin a commit of the new branch"
  }

  private func forcing(_ place: String, from old: Revision, to new: Revision) -> String {
    "\(place) was forced from \(old) to \(new); the pinned \(pin.revision) is on both. Look at what "
      + "changed, then pin a commit of the new branch, or delete \(mirror.repository.path)"
  }

  private func misnamed(_ tag: UpstreamTag) -> String {
    "the pinned \(pin.revision) is called \(tag.name), which is the tag of \(tag.revision) and has not"
      + " moved since this machine first saw it; correct \"label\", or pin that tag"
  }

  private func moving(_ tag: MovedTag) -> String {
    "the tag \(tag.name) of \(mirror.url) moved from \(tag.old) to \(tag.new); look at both, then pin "
      + "one, or delete \(mirror.repository.path)"
  }
}
