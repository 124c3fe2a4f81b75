/// Finds what follows from itself.
enum Cycles {
  /// Each cycle of `edges` once, starting at its least name.
  static func all<Node: Hashable & Comparable>(in edges: [Node: [Node]]) -> [[Node]] {
    var cycles: [[Node]] = []
    var done: Set<Node> = []
    for start in edges.keys.sorted() {
      var path: [Node] = []
      visit(start, edges: edges, path: &path, done: &done, cycles: &cycles)
    }
    return cycles
  }

  /// `a → b → a`.
  static func told<Node: CustomStringConvertible>(_ cycle: [Node]) -> String {
    (cycle + cycle.prefix(1)).map { plain($0.description) }.joined(separator: " → ")
  }

  private static func visit<Node: Hashable & Comparable>(
    _ node: Node, edges: [Node: [Node]], path: inout [Node], done: inout Set<Node>,
    cycles: inout [[Node]]
  ) {
    if let index = path.firstIndex(of: node) {
      cycles.append(rotated(Array(path[index...])))
      return
    }
    guard done.insert(node).inserted else { return }
    path.append(node)
    for next in edges[node] ?? [] {
      visit(next, edges: edges, path: &path, done: &done, cycles: &cycles)
    }
    path.removeLast()
  }

  private static func rotated<Node: Comparable>(_ cycle: [Node]) -> [Node] {
    guard let least = cycle.indices.min(by: { cycle[$0] < cycle[$1] }) else { return cycle }
    return Array(cycle[least...] + cycle[..<least])
  }
}
