/// Two histories painted from their tips towards each other, newest commits first, until it is certain
/// which commits belong to both.
///
/// Pure: whoever walks reads the commits that are asked for. Commit dates go back and forth upstream,
/// so they steer the walk and decide nothing: paint that comes late is passed on to the parents again,
/// and the walk goes on for a while after everything looks decided.
struct PaintedHistory {
  /// A parent waits for its turn no longer behind its child than this, in seconds, so that one absurd
  /// date does not hide the commits behind it.
  private static let step: Int64 = 7 * 86_400
  /// How far behind the oldest commit of one colour the walk goes on, in seconds.
  private static let slack: Int64 = 30 * 86_400

  struct Paint: OptionSet {
    let rawValue: UInt8
    static let base = Paint(rawValue: 1)
    static let tip = Paint(rawValue: 2)
    static let both: Paint = [.base, .tip]
  }

  private struct Node {
    let name: ObjectName
    var paint: Paint = []
    /// The committer's, in seconds since 1970.
    var date: Int64 = 0
    /// The date that orders the walk.
    var turn: Int64 = 0
    /// Where its parents stand in ``parents``.
    var parents = 0..<0
    var author = 0
    var isRead = false
    var isWaiting = false
  }

  private var nodes: [Node] = []
  private var indices: [ObjectName: Int] = [:]
  private var parents: [Int] = []
  private var authors = NameTable()
  private var queue = DateQueue()
  /// How many waiting nodes have one colour.
  private var openQuestions = 0
  /// The oldest date at which a commit of one colour was passed.
  private var oldest = Int64.max
  private let boundary: Set<ObjectName>
  private let tip: Int

  /// Two tips that must be read and then started.
  init(from base: ObjectName, to tip: ObjectName, boundary: Set<ObjectName>) {
    self.boundary = boundary
    self.tip = 0
    for name in base == tip ? [tip] : [tip, base] { _ = index(of: name) }
  }

  /// Begins at the tips, which were read.
  mutating func start() {
    for index in nodes.indices.prefix(2) where nodes[index].isRead {
      nodes[index].paint = index == tip ? .tip : .base
    }
    if nodes.count(where: \.isRead) == 1 { nodes[tip].paint = .both }
    for index in nodes.indices where nodes[index].isRead { wait(index) }
  }

  /// The next commit whose parents are looked at; nil when everything is decided.
  mutating func next() -> Int? {
    guard let newest = queue.newest,
      openQuestions > 0 || (oldest != .max && newest >= oldest - Self.slack)
    else { return nil }
    let index = queue.removeNewest()
    nodes[index].isWaiting = false
    if nodes[index].paint != .both {
      openQuestions -= 1
      oldest = min(oldest, nodes[index].date)
    }
    return index
  }

  /// The commits to read before ``paintParents(of:)``; the two tips when `index` is nil.
  func unread(before index: Int?) -> [Int] {
    let wanted = index.map { Array(parents[nodes[$0].parents]) } ?? Array(nodes.indices)
    return wanted.filter { !nodes[$0].isRead }
  }

  func name(of index: Int) -> ObjectName { nodes[index].name }

  /// Notes what `commit` says, which has the index `index` and was reached from `child`.
  mutating func take(_ commit: CommitFields, as index: Int, from child: Int?) {
    let earliest = child.map { nodes[$0].turn - Self.step } ?? .min
    let isCut = boundary.contains(nodes[index].name)
    let start = parents.count
    for name in isCut ? [] : commit.parents {
      let parent = self.index(of: name)
      parents.append(parent)
    }
    nodes[index].isRead = true
    nodes[index].date = commit.seconds
    nodes[index].turn = max(commit.seconds, earliest)
    nodes[index].author = authors.number(of: commit.author)
    nodes[index].parents = start..<parents.count
  }

  /// Passes the colour of the commit at `index` on to its parents, which were read.
  mutating func paintParents(of index: Int) {
    let paint = nodes[index].paint
    for place in nodes[index].parents {
      let parent = parents[place]
      let known = nodes[parent].paint
      guard !known.isSuperset(of: paint) else { continue }
      nodes[parent].paint.formUnion(paint)
      if nodes[parent].isWaiting {
        // It had the other colour alone.
        openQuestions -= 1
      } else {
        wait(parent)
      }
    }
  }

  private mutating func wait(_ index: Int) {
    nodes[index].isWaiting = true
    if nodes[index].paint != .both { openQuestions += 1 }
    queue.insert(index, date: nodes[index].turn)
  }

  private mutating func index(of name: ObjectName) -> Int {
    if let known = indices[name] { return known }
    nodes.append(Node(name: name))
    indices[name] = nodes.count - 1
    return nodes.count - 1
  }
}

extension PaintedHistory {
  /// What was found out, once there is no next commit.
  var difference: CommitDifference {
    var counts = [Int](repeating: 0, count: authors.names.count)
    var ahead = 0
    for node in nodes where node.paint == .tip {
      ahead += 1
      counts[node.author] += 1
    }
    return CommitDifference(
      ahead: ahead, behind: nodes.count { $0.paint == .base },
      isRelated: nodes.contains { $0.paint == .both },
      authors: zip(authors.names, counts).filter { $0.1 > 0 }
        .map { AuthorCount(name: $0.0, commits: $0.1) }
        .sorted { ($1.commits, $0.name) < ($0.commits, $1.name) },
      line: line)
  }

  private var line: [ObjectID] {
    var line: [ObjectID] = []
    var next: Int? = tip
    while let index = next, nodes[index].paint == .tip {
      line.append(ObjectID(nodes[index].name.raw))
      next = nodes[index].parents.first.map { parents[$0] }
    }
    return line
  }
}

/// Each name once, by number.
private struct NameTable {
  private(set) var names: [String] = []
  private var numbers: [String: Int] = [:]

  mutating func number(of name: String) -> Int {
    if let known = numbers[name] { return known }
    numbers[name] = names.count
    names.append(name)
    return names.count - 1
  }
}
