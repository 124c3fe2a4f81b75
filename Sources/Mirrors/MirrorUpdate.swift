import Git
import ReleaseModel

/// Where upstream's branch stands, and how it came there since the mirror last looked.
package struct MirrorUpdate: Sendable, Hashable {
  package let head: Revision
  /// Where the branch stood before; nil when the mirror is new.
  package let previous: Revision?
  /// A former head that the branch no longer contains: upstream forced it. Remembered until the branch
  /// contains it again or the mirror is deleted.
  package let dropped: Revision?
  /// How the server spoke.
  package let transport: MirrorTransport
  /// Of what was received, in bytes.
  package let received: Int
}

/// How a server was spoken to, as `roller doctor` tells it.
package struct MirrorTransport: Sendable, Hashable, CustomStringConvertible {
  /// Of git's protocol: 2, or 0 with a server that knows no better.
  package let protocolVersion: Int
  /// Such as `tree:0`, history alone; nil when the server can only send everything.
  package let filter: String?

  init(_ manners: RemoteManners) {
    protocolVersion = manners.protocolVersion
    filter = manners.filter?.description
  }

  package var description: String {
    let content = filter.map { "history first (filter \($0)), content when needed" }
    return "git protocol \(protocolVersion), \(content ?? "everything at once: it has no filter")"
  }
}
