import ReleaseModel
import SafeText

// The messages for requests that roller refuses.

extension PinRefusal {
  static func namedAgain(_ name: ComponentName, _ requests: [PinRequest]) -> PinRefusal {
    PinRefusal(
      .usage, name,
      found: "it is given more than once: " + requests.map(\.description).joined(separator: ", "),
      hint: "give it once")
  }

  static func notPinned(_ name: ComponentName) -> PinRefusal {
    PinRefusal(
      .badData, name, found: "\(VersionInfo.path) does not pin it",
      hint: "add a first pin by hand; from then on roller moves it")
  }

  static func absent(_ name: ComponentName, _ aim: PinAim, _ why: String) -> PinRefusal {
    PinRefusal(
      .remoteSaidNo, name, found: "upstream has no \(revisionText(aim)): \(terminalText(why))",
      hint: "check upstream's history; only commits of the tracking branch can be pinned")
  }

  static func unknown(_ name: ComponentName, _ why: String) -> PinRefusal {
    PinRefusal(
      .tryLater, name, found: terminalText(why), hint: "run the same command again")
  }

  static func forbidden(_ name: ComponentName, _ why: String) -> PinRefusal {
    PinRefusal(
      .refused, name, found: terminalText(why), hint: "check upstream, or give a commit id")
  }

  static func tooFar(_ name: ComponentName, _ aim: PinAim, available: Int) -> PinRefusal {
    PinRefusal(
      .badData, name,
      found: "\(aim.description.dropFirst()) leaves the branch: it has \(available) commit"
        + (available == 1 ? "" : "s") + " in that direction",
      hint: "\(name)@latest is the head of the branch")
  }

  static func ambiguous(
    _ name: ComponentName, _ aim: PinAim, _ found: [FoundCommit]
  ) -> PinRefusal {
    let lines = found.prefix(10).map { commit in
      "\n    \(commit.revision)  \(commit.date?.description ?? "          ")  "
        + UntrustedText(commit.subject).terminal(limit: 60)
    }
    let more = found.count > 10 ? "\n    and \(found.count - 10) more" : ""
    return PinRefusal(
      .badData, name,
      found: "\"\(aim.description.dropFirst())\" can mean \(found.count) commits:"
        + lines.joined() + more,
      hint: "give more digits of the id, or refs/tags/… or refs/heads/…")
  }

  static func offBranch(
    _ name: ComponentName, _ commit: FoundCommit, _ branch: String
  ) -> PinRefusal {
    PinRefusal(
      .refused, name, found: "\(commit.revision) is not reachable from \(branch)",
      hint: "it is on another branch or in a fork; to test it before it lands, run: "
        + "roller try \(name)=URL@\(commit.revision.abbreviated)")
  }

  static func tagObject(
    _ name: ComponentName, _ id: Revision, of peeled: Revision
  ) -> PinRefusal {
    PinRefusal(
      .refused, name,
      found: "\(id) is an annotated tag; its commit is \(peeled)",
      hint: "roller pin \(name)@\(peeled)")
  }

  static func noCommit(_ name: ComponentName, _ id: Revision, _ kind: String) -> PinRefusal {
    PinRefusal(
      .refused, name, found: "\(id) is a \(kind), not a commit",
      hint: "give a commit id: git log --format=%H in a clone of the component")
  }

  static func denied(_ name: ComponentName, _ pin: Pin, because why: String) -> PinRefusal {
    PinRefusal(
      .refused, name, found: "\(pin.label) is denied: \(why)",
      hint: "to allow it again: roller pin \(name) --undeny \(pin.revisionText)")
  }

  static func notDenied(
    _ name: ComponentName, _ revision: String, _ denials: [String: String]
  ) -> PinRefusal {
    let list = denials.keys.sorted().map { "\n    \($0): \(denials[$0] ?? "")" }.joined()
    return PinRefusal(
      .badData, name, found: "\(revision) is not denied",
      hint: denials.isEmpty ? "none of its revisions is denied" : "denied revisions:" + list)
  }

  static func wrongDenial(_ name: ComponentName, _ aim: PinAim) -> PinRefusal {
    PinRefusal(
      .usage, name, found: "\"\(aim)\" is not a version", hint: "deny a version, such as 3.9.0")
  }

  static func goesBack(
    _ name: ComponentName, from: Pin, to: Pin, _ direction: PinDirection
  ) -> PinRefusal {
    let how: String =
      switch direction {
      case .back(let commits?): "is \(commits) commit\(commits == 1 ? "" : "s") older than"
      case .back(nil), .forward: "is older than"
      case .aside:
        from.label == to.label ? "has other files than" : "is neither older nor newer than"
      }
    return PinRefusal(
      .refused, name, found: "\(to.label) \(how) the pinned \(from.label)",
      hint: "pins move forward; to go back anyway, give a reason: --allow-downgrade \"why\"")
  }

  static func noVersion(
    _ name: ComponentName, _ aim: PinAim, _ candidates: [Candidate], _ skipped: [SkippedRevision]
  ) -> PinRefusal {
    if case .version(let version) = aim {
      let why = skipped.first { PythonVersion($0.label) == version }?.why
      let known = candidates.map(\.pin.label)
      let near = nearest(to: version.description, among: known)
      return PinRefusal(
        .remoteSaidNo, name,
        found: "version \(version): " + terminalText(why ?? "the index has no such version"),
        hint: near.map { "did you mean \(name)=\($0)?" }
          ?? "newest first: " + known.suffix(5).reversed().joined(separator: ", "))
    }
    return PinRefusal(
      .remoteSaidNo, name, found: "the index has no such release (\(revisionText(aim)))",
      hint: "pre-releases count only where a schedule allows them; choose one with \(name)=VERSION")
  }

  static func oddRecord(
    _ name: ComponentName, _ leader: ComponentName, _ text: String
  ) -> PinRefusal {
    PinRefusal(
      .refused, name, found: "\(leader) pins it at \(terminalText(text)), which is not a revision",
      hint: "pin it in the same command, or leave it where it is with --alone")
  }

  static func unreadable(
    _ name: ComponentName, _ leader: ComponentName, _ why: String, isAbsent: Bool
  ) -> PinRefusal {
    PinRefusal(
      isAbsent ? .remoteSaidNo : .tryLater, name,
      found: "the pins of \(leader) could not be read: \(terminalText(why))",
      hint: "to move \(leader) without it, use --alone")
  }

  /// The same, met while moving along with `leader`.
  func met(following leader: ComponentName) -> PinRefusal {
    PinRefusal(
      kind, component, found: "\(found) (asked for by \(leader), which it follows)",
      hint: "\(hint)\n  hint: or leave it where it is with --alone")
  }
}

private func terminalText(_ text: String) -> String { UntrustedText(text).terminal(limit: 300) }

private func revisionText(_ aim: PinAim) -> String {
  switch aim {
  case .latest: "head"
  case .revision(let revision): "commit \(revision)"
  case .prefix(let digits): "commit, tag or branch \(digits)"
  case .name(let name): "tag or branch \(terminalText(name.description))"
  case .day(let day): "commit or release as old as \(day)"
  case .moment(let moment): "commit or release as old as \(moment)"
  case .steps(let count): "commit \(count > 0 ? "+" : "")\(count)"
  case .version(let version): "version \(version)"
  }
}
