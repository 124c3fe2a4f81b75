import Digest
import ReleaseModel
import RollPlanning
import Rolling
import Synchronization

/// Two projects on an index, which release, break, clash, vanish and return.
final class LifeUpstream: Upstream {
  enum State: Sendable { case there, unknown, absent }

  struct Release: Sendable {
    let minor: Int
    let pin: Pin
    let identity: PinIdentity
    let landed: Timestamp
    let isBad: Bool
    /// Two releases work together when their generations are equal.
    let generation: Int

    init(_ minor: Int, of name: ComponentName, at landed: Timestamp, isBad: Bool, generation: Int) {
      self.minor = minor
      pin = LifeUpstream.pin(minor, of: name)
      identity = pin.identity
      self.landed = landed
      self.isBad = isBad
      self.generation = generation
    }
  }

  private struct Content: Sendable {
    var releases: [ComponentName: [Release]] = [:]
    var states: [ComponentName: State] = [:]
    var isMachineFailing = false
  }

  private let content: Mutex<Content>

  init(_ components: [ComponentName], at start: Timestamp) {
    var content = Content()
    for name in components {
      content.releases[name] = [
        Release(0, of: name, at: start, isBad: false, generation: 0)
      ]
    }
    self.content = Mutex(content)
  }

  func release(_ name: ComponentName, at moment: Timestamp, isBad: Bool, generation: Int) {
    content.withLock { content in
      let minor = (content.releases[name]?.last?.minor ?? -1) + 1
      content.releases[name, default: []].append(
        Release(minor, of: name, at: moment, isBad: isBad, generation: generation))
    }
  }

  func set(_ name: ComponentName, _ state: State) { content.withLock { $0.states[name] = state } }

  func machineFails(_ fails: Bool) { content.withLock { $0.isMachineFailing = fails } }

  func newest(_ name: ComponentName) -> Release? { content.withLock { $0.releases[name]?.last } }

  func generation(of name: ComponentName) -> Int { newest(name)?.generation ?? 0 }

  /// What really is so of `pins`.
  func truth(_ pins: PinSet, _ target: TargetName) -> ReleaseModel.Verdict {
    content.withLock { content in
      if content.isMachineFailing { return .unjudged(because: "no space left on device") }
      let chosen = content.releases.compactMap { name, releases -> Release? in
        let pinned = pins[name]?.identity
        return releases.last { $0.identity == pinned }
      }
      if chosen.contains(where: \.isBad) { return .red(because: "it is broken") }
      let isOne = Set(chosen.map(\.generation)).count <= 1
      return isOne ? .green : .red(because: "they clash")
    }
  }

  func survey(_ question: SurveyQuestion) -> Survey {
    let name = question.component.name
    let (releases, state) = content.withLock { content in
      (content.releases[name] ?? [], content.states[name] ?? .there)
    }
    switch state {
    case .unknown: return Survey(component: name, answer: .unknown(because: "503"), pinned: nil)
    case .absent: return Survey(component: name, answer: .absent(because: "404"), pinned: nil)
    case .there: break
    }
    let all = releases.map { release in
      Candidate(pin: release.pin, landed: release.landed)
    }
    let pinned = question.pin.identity
    let place = releases.firstIndex { $0.identity == pinned }
    return Survey(
      component: name, answer: .known(Array(all[((place ?? 0) + 1)...])),
      pinned: place.map { all[$0].landed })
  }

  static func pin(_ minor: Int, of component: ComponentName) -> Pin {
    let files = ["linux-x86_64"].map { target in
      (TargetName(target)!, SHA256Digest(of: "\(component) \(minor) \(target)"))
    }
    return .wheel(
      WheelPin(
        version: PythonVersion("1.\(minor).0")!,
        files: Dictionary(files, uniquingKeysWith: { $1 })))
  }
}
