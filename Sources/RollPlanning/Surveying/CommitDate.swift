import ReleaseModel

/// The date of a commit for `slot` on a parent of that date: the slot's, or a second after the parent's
/// where that is not earlier.
///
/// Walks through history are ordered by these dates; a commit that seems older than its parent hides others
/// from them (<https://git-scm.com/docs/git-rev-list#Documentation/git-rev-list.txt---since-as-filterdate>).
package func commitDate(slot: Timestamp, parent: Timestamp) -> Timestamp {
  guard parent >= slot else { return slot }
  return Timestamp(seconds: parent.seconds == .max ? .max : parent.seconds + 1)
}
