/// A region that the search believes to be red on one target, and the culprits that say so.
struct Nogood: Hashable, Sendable {
  var box: Box
  var target: Int
  /// Indices into the search's culprits.
  var culprits: [Int]
}
