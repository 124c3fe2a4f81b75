import ReleaseModel

/// How a pin moves, as far as can be told.
enum PinMovement: Equatable {
  case forward
  /// It goes back, or aside; told as messages do.
  case back(String)
  case unknown

  init(_ bump: Bump, answer: Descent?) {
    switch (bump.from, bump.to) {
    case (.git(let from), .git(let to)): self.init(from, to, answer)
    case (.wheel(let from), .wheel(let to)): self.init(from, to)
    case (.git, .wheel), (.wheel, .git): self = .back("becomes another kind of pin")
    }
  }

  private init(_ from: GitPin, _ to: GitPin, _ answer: Descent?) {
    switch answer {
    case .forward: self = .forward
    case .backward: self = .back("goes back")
    case .apart: self = .back("goes to another line of history")
    case .unknown, nil:
      // Days are for people, but a day that goes back is the one sign that is left without a mirror.
      guard let old = from.date, let new = to.date, new < old else {
        self = .unknown
        return
      }
      self = .back("goes back from \(old) to \(new)")
    }
  }

  private init(_ from: WheelPin, _ to: WheelPin) {
    if to.version < from.version {
      self = .back("goes back")
    } else if from.version < to.version {
      self = .forward
    } else {
      let changed = from.replacedTarget(in: to)
      self =
        changed.map { .back("keeps its version but gets another file for \($0)") } ?? .forward
    }
  }
}
