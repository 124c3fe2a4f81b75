import ReleaseModel

/// One walk through an order with the answers that there are so far.
struct PinRun {
  /// One component to look at.
  struct Item {
    let component: ComponentName
    let aim: PinAim
    let cause: PinCause
  }

  private let plan: PinPlan
  private let answers: [PinQuestion: PinAnswer]
  private(set) var pending: [PinQuestion] = []
  private var moves: [PinMove] = []
  private var stays: [StayingPin] = []
  private var notes: [PinNote] = []
  private var refusals: [PinRefusal] = []
  private var seen: Set<ComponentName> = []

  init(_ plan: PinPlan, _ answers: [PinQuestion: PinAnswer]) {
    self.plan = plan
    self.answers = answers
  }

  var outcome: PinOutcome {
    PinOutcome(moves: moves, stays: stays, notes: notes, refusals: refusals)
  }

  mutating func decide() {
    var queue: [Item] = []
    for request in plan.order.requests { queue += requested(request) }
    seen = Set(queue.map(\.component))
    // Nearest first: what a request pins itself beats what that pins in turn.
    var next = 0
    while next < queue.count {
      let item = queue[next]
      next += 1
      guard let move = move(item) else { continue }
      moves.append(move)
      if plan.order.movesAlong { queue += followers(of: move) }
    }
    for note in plan.order.notes { decide(note) }
  }

  /// What a request wants; a bare name beside notes is about the notes alone.
  private mutating func requested(_ request: PinRequest) -> [Item] {
    let name = request.component
    let again = plan.order.requests.filter { $0.component == name }
    if again.count > 1 {
      if again.first == request { refusals.append(.namedAgain(name, again)) }
      return []
    }
    if request.aim == nil, plan.order.notes.contains(where: { $0.component == name }) { return [] }
    return [Item(component: name, aim: request.aim ?? .latest, cause: .asked)]
  }

  private mutating func move(_ item: Item) -> PinMove? {
    guard let pin = plan.configuration.versionInfo.pins[item.component] else {
      refusals.append(.notPinned(item.component))
      return nil
    }
    let choice = PinChoice(item, from: pin, plan)
    guard let question = choice.question else {
      refuse(item, choice.wrongAim)
      return nil
    }
    guard let answer = answers[question] else {
      ask(question)
      return nil
    }
    switch choice.judge(answer) {
    case .move(let to, let direction): return checked(item, from: pin, to: to, direction)
    case .there:
      stays.append(StayingPin(component: item.component, cause: item.cause, why: there(pin)))
    case .refused(let refusal): refuse(item, refusal)
    }
    return nil
  }

  private mutating func checked(
    _ item: Item, from: Pin, to: Pin, _ direction: PinDirection
  ) -> PinMove? {
    let name = item.component
    if let why = plan.configuration.versionInfo.denial(of: to, for: name) {
      refuse(item, .denied(name, to, because: why))
      return nil
    }
    if !direction.isForward, !mayGoBack(item) {
      refuse(item, .goesBack(name, from: from, to: to, direction))
      return nil
    }
    let bump = Bump(component: name, from: from, to: to)
    return PinMove(bump: bump, cause: item.cause, direction: direction)
  }

  /// A reason covers what was asked for and what a schedule ties to it; what is only recorded goes back
  /// with its leader, never because of a leader that goes forward.
  private func mayGoBack(_ item: Item) -> Bool {
    guard plan.order.downgrade != nil else { return false }
    guard case .recordedBy(let leader) = item.cause else { return true }
    return moves.contains { $0.bump.component == leader && !$0.direction.isForward }
  }

  /// A pin that only a record asks for is not an order: it stays, and that is said.
  private mutating func refuse(_ item: Item, _ refusal: PinRefusal) {
    switch item.cause {
    case .asked: refusals.append(refusal)
    case .pinnedBy(let leader): refusals.append(refusal.met(following: leader))
    case .recordedBy:
      stays.append(
        StayingPin(component: item.component, cause: item.cause, why: refusal.found))
    }
  }

  private mutating func ask(_ question: PinQuestion) {
    if !pending.contains(question) { pending.append(question) }
  }
}

// What moves along with a leader.
extension PinRun {
  private mutating func followers(of move: PinMove) -> [Item] {
    let leader = move.bump.component
    let followers = plan.followers(of: leader).filter { !seen.contains($0.0) }
    guard !followers.isEmpty else { return [] }
    let question = PinQuestion.records(leader, at: move.bump.to)
    guard let answer = answers[question] else {
      ask(question)
      return []
    }
    seen.formUnion(followers.map(\.0))
    switch answer {
    case .records(let records):
      return followers.compactMap { item(following: leader, $0.0, $0.1, records) }
    case .absent(let why), .refused(let why), .unknown(let why):
      for (name, cause) in followers {
        refuse(
          Item(component: name, aim: .latest, cause: cause),
          .unreadable(name, leader, why, isAbsent: answer == .absent(because: why)))
      }
    case .commits, .tooFar, .versions: break
    }
    return []
  }

  private mutating func item(
    following leader: ComponentName, _ name: ComponentName, _ cause: PinCause,
    _ records: [ComponentName: String]
  ) -> Item? {
    let info = plan.configuration.versionInfo
    if let why = info.holds[name] {
      stays.append(StayingPin(component: name, cause: cause, why: "it is held: \(why)"))
      return nil
    }
    guard let text = records[name], let pin = info.pins[name] else {
      stays.append(
        StayingPin(component: name, cause: cause, why: "\(leader) records no pin of it there"))
      return nil
    }
    guard let aim = PinAim(recorded: text, for: pin) else {
      refuse(Item(component: name, aim: .latest, cause: cause), .oddRecord(name, leader, text))
      return nil
    }
    return Item(component: name, aim: aim, cause: cause)
  }
}

// What stands beside the pins.
extension PinRun {
  private mutating func decide(_ note: NoteOrder) {
    let info = plan.configuration.versionInfo
    let name = note.component
    switch note {
    case .hold(_, let why):
      if info.holds[name] != why.description { notes.append(.hold(name, because: why)) }
    case .unhold:
      if info.holds[name] == nil {
        stays.append(StayingPin(component: name, cause: .asked, why: "it is not held"))
      } else {
        notes.append(.unhold(name))
      }
    case .deny(_, let aim, let why):
      if let revision = revision(aim, of: name), info.denials[name]?[revision] != why.description {
        notes.append(.deny(name, revision: revision, because: why))
      }
    case .allow(_, let aim):
      guard let revision = revision(aim, of: name) else { return }
      if info.denials[name]?[revision] == nil {
        refusals.append(.notDenied(name, revision, info.denials[name] ?? [:]))
      } else {
        notes.append(.allow(name, revision: revision))
      }
    }
  }

  /// The full id or version that a denial means. A full id needs no upstream: it may be gone there.
  private mutating func revision(_ aim: PinAim, of name: ComponentName) -> String? {
    if case .revision(let revision) = aim { return revision.description }
    if case .version(let version) = aim { return version.description }
    guard case .git(let pin)? = plan.configuration.versionInfo.pins[name] else {
      // What names a branch elsewhere is a version here.
      let version = PythonVersion(String(aim.description.dropFirst()))
      if version == nil { refusals.append(.wrongDenial(name, aim)) }
      return version?.description
    }
    let question = PinQuestion.commits(name, aim, from: pin.revision)
    guard let answer = answers[question] else {
      ask(question)
      return nil
    }
    let item = Item(component: name, aim: aim, cause: .asked)
    switch PinChoice(item, from: .git(pin), plan).judge(answer) {
    case .move(let to, _): return to.revisionText
    case .there: return pin.revision.description
    case .refused(let refusal): refusals.append(refusal)
    }
    return nil
  }
}

extension VersionInfo {
  func denial(of pin: Pin, for name: ComponentName) -> String? {
    denials[name]?[pin.revisionText]
  }
}

extension Pin {
  /// As denials name it: a full commit id, or a version.
  var revisionText: String {
    switch self {
    case .git(let pin): pin.revision.description
    case .wheel(let pin): pin.version.description
    }
  }
}

private func there(_ pin: Pin) -> String { "it is already at \(pin.label)" }
