import ChangeChecks
import Git
import ReleaseModel
import Upstreams

/// What the mirrors of this machine say of pins; nobody is asked unless a command asks first.
struct UpstreamWitness: Sendable {
  private let mirrors: Mirrors?
  /// The components whose mirrors were brought up to date just now.
  private let fresh: Set<ComponentName>
  /// Why a component could not be asked.
  private let failures: [ComponentName: String]

  /// A witness that knows the mirrors as they are; nil knows nothing.
  init(_ mirrors: Mirrors?) {
    self.init(mirrors, fresh: [], failures: [:])
  }

  private init(
    _ mirrors: Mirrors?, fresh: Set<ComponentName>, failures: [ComponentName: String]
  ) {
    self.mirrors = mirrors
    self.fresh = fresh
    self.failures = failures
  }

  /// This witness after it has asked the upstreams of `components`.
  func asking(_ components: [Component]) async -> UpstreamWitness {
    guard let mirrors else { return self }
    var (fresh, failures) = (fresh, failures)
    for component in components where !fresh.contains(component.name) {
      do throws(MirrorError) {
        _ = try await mirrors.mirror(of: component).update()
        fresh.insert(component.name)
      } catch {
        failures[component.name] = error.summary
      }
    }
    return UpstreamWitness(mirrors, fresh: fresh, failures: failures)
  }

  func answers(to questions: [UpstreamQuestion]) -> [ComponentName: UpstreamAnswer] {
    var answers: [ComponentName: UpstreamAnswer] = [:]
    for question in questions { answers[question.component.name] = answer(to: question) }
    return answers
  }

  /// How `new` stands to `old` in the history of `component`.
  func descent(of component: Component, from old: Revision, to new: Revision) -> Descent {
    let question = UpstreamQuestion(component: component, from: old, to: new)
    return answer(to: question).movement
  }

  private func answer(to question: UpstreamQuestion) -> UpstreamAnswer {
    let component = question.component
    if let failure = failures[component.name] { return .unknown(because: failure) }
    guard let mirror = try? mirrors?.mirror(of: component),
      let git = try? mirror.repository.open(), let head = try? head(of: mirror, git)
    else { return .unknown(because: "no mirror of it here") }
    do throws(GitError) {
      return UpstreamAnswer(
        membership: try membership(of: question, head, mirror, git),
        movement: try movement(of: question, git))
    } catch {
      return .unknown(because: error.message)
    }
  }

  private func head(
    of mirror: Mirror, _ git: borrowing OpenRepository
  ) throws(GitError) -> ObjectID? {
    try git.reference(ReferenceName("refs/upstream/heads/\(mirror.branch)"))?.id
  }

  private func membership(
    of question: UpstreamQuestion, _ head: ObjectID, _ mirror: Mirror,
    _ git: borrowing OpenRepository
  ) throws(GitError) -> UpstreamAnswer.Membership {
    guard let id = ObjectID(question.to.description) else {
      return .unknown(because: "an id of SHA-256")
    }
    guard let header = try git.header(of: id) else {
      return fresh.contains(question.component.name)
        ? .absent : .unknown(because: "the mirror here is older than it, or upstream lacks it")
    }
    switch header.kind {
    case .commit: break
    case .tag:
      guard let commit = Revision(try git.peeled(id).hexadecimal) else { fallthrough }
      return .tag(of: commit)
    case .tree, .blob: return .notOnBranch(mirror.branch)
    }
    return try git.isAncestor(id, of: head) ? .onBranch : .notOnBranch(mirror.branch)
  }

  private func movement(
    of question: UpstreamQuestion, _ git: borrowing OpenRepository
  ) throws(GitError) -> Descent {
    guard let old = question.from.flatMap({ ObjectID($0.description) }),
      let new = ObjectID(question.to.description), try git.contains(old), try git.contains(new)
    else { return .unknown(because: "the mirror here does not have both revisions") }
    if try git.isAncestor(old, of: new) { return .forward }
    return try git.isAncestor(new, of: old) ? .backward : .apart
  }
}
