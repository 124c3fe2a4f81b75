import ReleaseModel

/// A message that says what moved must say what did move.
struct MessageRules {
  let message: ChangeMessage
  let bumps: [Bump]
  let pins: PinSet
  /// The schedules that there are; nil when they could not be read.
  let schedules: [ScheduleName]?
  /// Every path that the commit changes; nil when that is not known.
  let changedPaths: [String]?
  /// The components that are held, with the reason.
  let holds: [ComponentName: String]

  var mistakes: [Mistake] {
    guard message.claimsBumps else { return [] }
    return wrongLines + wrongPinSet + wrongRoll
  }

  private var wrongLines: [Mistake] {
    let claimed = message.bumpLines
    let expected = HandBumpMessage(bumps: bumps, pins: pins).lines
    let missing = expected.filter { !claimed.contains($0) }.map { line in
      Mistake(
        file: ChangeMessage.file, place: message.place(of: "\(line.component):"),
        found: claimed.first { $0.component == line.component }.map { quoted("\($0)") }
          ?? "no line for \(line.component), which moves",
        expected: quoted("\(line)"), hint: hint)
    }
    let components = expected.map(\.component)
    let extra = claimed.filter { !components.contains($0.component) }.map { line in
      Mistake(
        file: ChangeMessage.file, place: message.place(of: "\(line)"), found: quoted("\(line)"),
        expected: "nothing of \(line.component), which does not move", hint: hint)
    }
    return missing + extra
  }

  private var wrongPinSet: [Mistake] {
    message.pinSets.filter { $0 != "\(pins.digest)" }.map { found in
      Mistake(
        file: ChangeMessage.file, place: message.place(of: "Pin-Set:"),
        found: "Pin-Set: \(plain(found))", expected: "Pin-Set: \(pins.digest)", hint: hint)
    }
  }

  private var wrongRoll: [Mistake] {
    guard message.claimsRoll else { return [] }
    guard let roll = BumpMessage(message.text) else { return [forged] }
    let others = changedPaths?.filter { $0 != VersionInfo.path } ?? []
    let unknown = schedules.map { !$0.contains(roll.schedule) } ?? false
    return (unknown ? [unknownSchedule(roll.schedule)] : [])
      + others.prefix(5).map { changesMore($0) }
      + bumps.compactMap { bump in holds[bump.component].map { held(bump.component, why: $0) } }
  }
}

// What is said.
extension MessageRules {
  private var hint: String {
    "the lines come from version_info.json; remove them, or have them written again with: "
      + "git commit --amend --edit after deleting the message"
  }

  private var forged: Mistake {
    Mistake(
      kind: .refused, file: ChangeMessage.file, place: message.place(of: "Roll-Schedule:"),
      found: "trailers of a roll in a message that is not a roll's",
      expected: "the message of the roll, unchanged, or a message without its trailers",
      hint: "only roller writes Roll-Schedule, Roll-Slot and Validated; a person's bump ends with "
        + "\"(by hand)\" and lists no evidence")
  }

  private func unknownSchedule(_ name: ScheduleName) -> Mistake {
    Mistake(
      file: ChangeMessage.file, place: message.place(of: "Roll-Schedule:"),
      found: "Roll-Schedule: \(name)", expected: "a schedule of schedules/",
      hint: nearest(to: "\(name)", among: (schedules ?? []).map(\.description))
        .map { "did you mean \(quoted($0))?" })
  }

  private func changesMore(_ path: String) -> Mistake {
    Mistake(
      kind: .refused, file: plain(path), place: .file, found: "a change to this file in a roll",
      expected: "a roll that changes \(VersionInfo.path) and nothing else",
      hint: "put this change into a commit of its own")
  }

  private func held(_ component: ComponentName, why: String) -> Mistake {
    Mistake(
      kind: .refused, file: VersionInfo.path, place: .file,
      found: "\(component) moved by a roll, although it is held: \(plain(why))",
      expected: "a held component that does not move",
      hint: "roller pin --unhold \(component) removes the hold")
  }
}
