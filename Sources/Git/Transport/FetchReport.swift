/// What a fetch brought, and how.
package struct FetchReport: Sendable, Hashable {
  /// Of git's protocol: 2, or 0 with a remote that knows no better. Nil when nothing was asked.
  package var protocolVersion: Int?
  /// The filter that the remote applied; nil when it sent everything.
  package var filter: ObjectFilter?
  package var objects = 0
  /// Of the pack, in bytes.
  package var size = 0

  /// The report of a fetch that had nothing to ask for.
  package init() {}

  init(filter: ObjectFilter?, objects: Int, size: Int) {
    self.filter = filter
    self.objects = objects
    self.size = size
  }
}

/// How far a fetch has come.
package struct FetchProgress: Sendable, Hashable {
  package let receivedObjects: Int
  package let totalObjects: Int
  /// Of the pack, in bytes.
  package let receivedSize: Int
  /// The remote's last words, such as "Compressing objects: 50% (1/2)", safe to print.
  package let message: String
}
