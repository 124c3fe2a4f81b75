internal import CGit2

/// The twenty bytes of an object's id, for tables of thousands; ``ObjectID`` is for everybody else.
struct ObjectName: Hashable {
  let raw: git_oid

  init(_ id: ObjectID) {
    raw = id.raw
  }

  /// From 40 hexadecimal digits.
  init?(_ digits: Slice<UnsafeBufferPointer<UInt8>>) {
    guard digits.count == 40 else { return nil }
    var raw = git_oid()
    let code = UnsafeBufferPointer(rebasing: digits).withMemoryRebound(to: CChar.self) {
      git_oid_fromstrn(&raw, $0.baseAddress, 40)
    }
    guard code == 0 else { return nil }
    self.raw = raw
  }

  static func == (left: Self, right: Self) -> Bool {
    var (left, right) = (left.raw, right.raw)
    return git_oid_equal(&left, &right) == 1
  }

  /// Ids are hashes already; eight bytes of one are as good as twenty.
  func hash(into hasher: inout Hasher) {
    hasher.combine(withUnsafeBytes(of: raw) { $0.loadUnaligned(as: UInt64.self) })
  }
}
