/// A merge on its way: edits of our text, and what could not be merged.
struct Merging {
  let base: Side
  let ours: Side
  let theirs: Side
  private var edits: [TextEdit] = []
  private(set) var conflicts: [MergeConflict] = []
  private(set) var resolved: [ComponentName] = []
  private var canBeShown = true

  init(base: VersionInfo, ours: VersionInfo, theirs: VersionInfo) {
    self.base = Side(base)
    self.ours = Side(ours)
    self.theirs = Side(theirs)
  }

  /// Our text with everything merged; nil when a conflict could not be marked in its lines.
  var bytes: [UInt8]? {
    let sorted = edits.sorted { $0.range.lowerBound < $1.range.lowerBound }
    let overlaps = zip(sorted, sorted.dropFirst()).contains { one, next in
      next.range.lowerBound < one.range.upperBound
    }
    guard canBeShown, !overlaps else { return nil }
    return TextEdit.applying(edits, to: ours.info.bytes)
  }

  mutating func mergeFile(_ descent: VersionMerge.Question) {
    let (root, pins) = (ours.info.outline, Key.pins.rawValue)
    merge(MergedObject(base.info.outline, root, theirs.info.outline), except: [pins])
    guard let object = MergedObject(base, ours, theirs, at: pins) else { return }
    let both = object.ours.members.map(\.key).filter { name in
      object.theirs[name] != nil && needsJudgement(name, in: object)
    }
    merge(object, except: Set(both))
    for name in both {
      guard let component = ComponentName(name) else { continue }
      mergePin(component, in: object, descent)
    }
  }

  /// Each key of `object` by itself.
  private mutating func merge(_ object: MergedObject, except: Set<String>) {
    var changes: [ObjectEdit.Change] = []
    for key in object.keys where !except.contains(key) {
      let texts = texts(of: key, in: object)
      switch KeyMerge(base: texts.base, ours: texts.ours, theirs: texts.theirs) {
      case .keepOurs: break
      case .takeTheirs: changes.append((key, texts.theirs))
      case .conflict: conflict(key, in: object, why: why(texts.ours, texts.theirs))
      }
    }
    edits += ObjectEdit(object.ours, in: ours.info.bytes).edits(anywhere: changes)
  }

  /// Whether both sides changed the pin of `name`, differently.
  private func needsJudgement(_ name: String, in object: MergedObject) -> Bool {
    let texts = texts(of: name, in: object)
    return KeyMerge(base: texts.base, ours: texts.ours, theirs: texts.theirs) == .conflict
  }

  func texts(of key: String, in object: MergedObject) -> (
    base: String?, ours: String?, theirs: String?
  ) {
    (
      base.text(of: object.base?[key]), ours.text(of: object.ours[key]),
      theirs.text(of: object.theirs[key])
    )
  }

  private mutating func mergePin(
    _ name: ComponentName, in object: MergedObject, _ descent: VersionMerge.Question
  ) {
    guard let ourPin = ours.info.pins[name], let theirPin = theirs.info.pins[name],
      let pin = object.member("\(name)")
    else { return conflict("\(name)", in: object, why: "both sides changed it") }
    let sides = PinSides(base: base.info.pins[name], ours: ourPin, theirs: theirPin)
    let verdict = sides.verdict { descent(name, $0, $1) }
    let keys = PinSides.identityKeys
    var changes: [ObjectEdit.Change] = []
    switch verdict {
    case .ours: break
    case .theirs:
      changes = keys.filter { pin.ours[$0] != nil || pin.theirs[$0] != nil }
        .map { ($0, theirs.text(of: pin.theirs[$0])) }
    case .neither(let why): return conflict("\(name)", in: object, why: why)
    case .unknown(let why): return conflict("\(name)", in: object, why: why, isUnknown: true)
    }
    for key in pin.keys where !keys.contains(key) {
      switch merged(key, in: pin) {
      case .some(let change): changes.append(contentsOf: change)
      case .none: return conflict(key, of: name, pin, in: object)
      }
    }
    edits += ObjectEdit(pin.ours, in: ours.info.bytes).edits(anywhere: changes)
    if sides.haveBothMoved { resolved.append(name) }
  }

  /// What to change of one of a pin's other keys; nil for a conflict. An object in it, such as the
  /// denied revisions, is merged by its keys.
  private func merged(_ key: String, in pin: MergedObject) -> [ObjectEdit.Change]? {
    let texts = texts(of: key, in: pin)
    switch KeyMerge(base: texts.base, ours: texts.ours, theirs: texts.theirs) {
    case .keepOurs: return []
    case .takeTheirs: return [(key, texts.theirs)]
    case .conflict:
      guard let inner = pin.member(key), !inner.ours.members.isEmpty else { return nil }
      var members: [(String, String)] = []
      for name in inner.keys {
        let texts = self.texts(of: name, in: inner)
        switch KeyMerge(base: texts.base, ours: texts.ours, theirs: texts.theirs) {
        case .keepOurs: members += texts.ours.map { [(name, $0)] } ?? []
        case .takeTheirs: members += texts.theirs.map { [(name, $0)] } ?? []
        case .conflict: return nil
        }
      }
      return [(key, objectText(members))]
    }
  }

  private mutating func conflict(
    _ key: String, in object: MergedObject, why: String, isUnknown: Bool = false
  ) {
    conflicts.append(
      MergeConflict(
        key: key, ours: ours.told(object.ours[key]), theirs: theirs.told(object.theirs[key]),
        why: why, isUnknown: isUnknown))
    mark(key, in: object)
  }

  /// A conflict in `key` of a pin, such as the reason of a hold: the pins themselves may be equal.
  private mutating func conflict(
    _ key: String, of name: ComponentName, _ pin: MergedObject, in object: MergedObject
  ) {
    let told = (ours.told(pin.ours[key]), theirs.told(pin.theirs[key]))
    conflicts.append(
      MergeConflict(
        key: "\(name): \(key)", ours: told.0, theirs: told.1, why: "both sides changed it",
        isUnknown: false))
    mark("\(name)", in: object)
  }

  private mutating func mark(_ key: String, in object: MergedObject) {
    let marked = object.ours[key].flatMap { member in
      object.theirs[key].flatMap { ConflictLines(member, of: ours, against: $0, of: theirs) }
    }
    if let marked { edits.append(marked.edit) } else { canBeShown = false }
  }

  private func why(_ ours: String?, _ theirs: String?) -> String {
    if ours == nil { return "ours removes what theirs changes" }
    return theirs == nil ? "theirs removes what ours changes" : "both sides changed it"
  }
}
