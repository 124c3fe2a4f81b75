/// One path that the next commit will hold, as it is staged.
package struct IndexEntry: Sendable, Hashable {
  package let path: String
  package let kind: TreeEntry.Kind
  package let id: ObjectID
  /// 0, or the side of a merge that is not resolved: 1 base, 2 ours, 3 theirs
  /// (<https://git-scm.com/docs/gitformat-index>).
  package let stage: Int
}
