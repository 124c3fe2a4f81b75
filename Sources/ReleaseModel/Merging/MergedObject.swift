/// An object that the sides of a merge have.
struct MergedObject {
  let base: DocumentOutline?
  let ours: DocumentOutline
  let theirs: DocumentOutline

  init(_ base: DocumentOutline?, _ ours: DocumentOutline, _ theirs: DocumentOutline) {
    self.base = base
    self.ours = ours
    self.theirs = theirs
  }

  /// The object at `key` of the files.
  init?(_ base: Side, _ ours: Side, _ theirs: Side, at key: String) {
    guard let our = ours.info.outline[key]?.value, let their = theirs.info.outline[key]?.value
    else { return nil }
    self.init(base.info.outline[key]?.value, our, their)
  }

  /// The object at `key` of this one, when both sides have it.
  func member(_ key: String) -> MergedObject? {
    guard let our = ours[key]?.value, let their = theirs[key]?.value else { return nil }
    return MergedObject(base?[key]?.value, our, their)
  }

  /// Ours first, then what theirs added; what only the base has does not matter any more.
  var keys: [String] {
    let our = ours.members.map(\.key)
    return our + theirs.members.map(\.key).filter { ours[$0] == nil }
  }
}
