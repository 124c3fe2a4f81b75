import ReleaseModel

/// The file of a release that a Python of a target uses, or why there is none.
enum FileChoice: Equatable {
  case file(IndexFile)
  /// In words that follow the target's name.
  case none(because: String)
}

extension IndexRelease {
  /// The most specific wheel that `python` can install on `target`, as installers choose it.
  ///
  /// Yanked files, files without a sha256 and files for other Pythons are not chosen. Of equal
  /// wheels the greater build tag wins, then the place that comes first in pip's order.
  func choice(for target: Target, on python: PythonTag) -> FileChoice {
    var best: (rank: WheelRank, build: WheelFileName.Build?, file: IndexFile)?
    var objections: [Objection] = []
    for file in files {
      switch file.usability(on: target, python) {
      case .objection(let objection): objections.append(objection)
      case .usable(let rank, let build):
        guard let held = best else {
          best = (rank, build, file)
          continue
        }
        if rank < held.rank || (rank == held.rank && isGreater(build, than: held.build)) {
          best = (rank, build, file)
        }
      }
    }
    if let best { return .file(best.file) }
    return .none(because: reason(from: objections))
  }

  private func reason(from objections: [Objection]) -> String {
    guard let nearest = objections.min(by: { $0.nearness < $1.nearness }) else {
      return "the version has no files"
    }
    let others = objections.count - 1
    return nearest.text + (others == 0 ? "" : " (and \(others) other files that do not fit)")
  }
}

private enum Usability {
  case usable(WheelRank, WheelFileName.Build?)
  case objection(Objection)
}

/// Why one file is not used. The smaller the nearness, the more it tells a reader.
private struct Objection {
  let nearness: Int
  let text: String
}

extension IndexFile {
  fileprivate func usability(on target: Target, _ python: PythonTag) -> Usability {
    guard name.hasSuffix(".whl") else { return objection(4, notAWheel(name)) }
    guard let wheel = WheelFileName(name) else { return objection(5, notAWheelName(name)) }
    let rank: WheelRank
    switch wheel.fit(for: target, on: python) {
    case .misfit(let why): return objection(3, "\(name) \(why)")
    case .fits(let found): rank = found
    }
    if let yanked { return objection(0, withdrawn(name, yanked)) }
    if let requiresPython {
      guard let specifiers = VersionSpecifiers(requiresPython) else {
        return objection(1, oddRequirement(name, requiresPython))
      }
      guard specifiers.allowPython(minor: python.minor) else {
        return objection(1, otherPython(name, requiresPython, python))
      }
    }
    guard sha256 != nil || isLocal else { return objection(2, withoutHash(name)) }
    return .usable(rank, wheel.build)
  }

  var isLocal: Bool {
    switch location {
    case .local: true
    case .remote: false
    }
  }

  private func objection(_ nearness: Int, _ text: String) -> Usability {
    .objection(Objection(nearness: nearness, text: text))
  }
}

private func isGreater(_ build: WheelFileName.Build?, than other: WheelFileName.Build?) -> Bool {
  guard let build else { return false }
  return other.map { $0 < build } ?? true
}

private func notAWheel(_ name: String) -> String { "\(name) is not a wheel" }

private func notAWheelName(_ name: String) -> String { "\(name) does not have a wheel's file name" }

private func withdrawn(_ name: String, _ reason: String) -> String {
  "\(name) is yanked\(reason.isEmpty ? "" : ": \(shown(reason))")"
}

private func oddRequirement(_ name: String, _ text: String) -> String {
  "\(name) has a requires-python that is not understood: \(shown(text))"
}

private func otherPython(_ name: String, _ text: String, _ python: PythonTag) -> String {
  "\(name) requires Python \(shown(text)); the target is \(python)"
}

private func withoutHash(_ name: String) -> String {
  "\(name) has no sha256 on its page, so it cannot be pinned"
}
