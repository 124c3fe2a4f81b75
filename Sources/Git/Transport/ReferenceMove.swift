/// How a reference of ours followed a remote's.
package struct ReferenceMove: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable {
    case created
    /// The old commit is an ancestor of the new one.
    case forwarded
    /// The old commit is not: upstream forced its branch.
    case rewritten
  }

  package let name: ReferenceName
  /// Nil when it is new here.
  package let old: ObjectID?
  package let new: ObjectID
  package let kind: Kind

  package init(name: ReferenceName, old: ObjectID?, new: ObjectID, kind: Kind) {
    self.name = name
    self.old = old
    self.new = new
    self.kind = kind
  }
}

/// What following a remote's references did.
package struct FollowReport: Sendable, Hashable {
  /// The remote's references, as they are now.
  package let references: [RemoteReference]
  /// Those of ours that moved.
  package let moves: [ReferenceMove]
  package let fetch: FetchReport
}
