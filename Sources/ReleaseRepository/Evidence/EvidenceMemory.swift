import Git
import ReleaseModel
import Synchronization

/// The evidence that was read last, by the commit and the blobs that hold it.
///
/// Ids name content, so nothing here can become wrong: two thousand records are parsed once a night
/// and not at every look.
final class EvidenceMemory: Sendable {
  private struct State: Sendable {
    var tip: ObjectID?
    var files: [EvidenceFile] = []
    /// By path and blob: the same bytes say something else in another place.
    var known: [String: EvidenceFile] = [:]
  }

  private let state = Mutex(State())

  /// All files at `tip`, if that is what was read last.
  func files(at tip: ObjectID) -> [EvidenceFile]? {
    state.withLock { $0.tip == tip ? $0.files : nil }
  }

  func file(at path: String, _ blob: ObjectID) -> EvidenceFile? {
    state.withLock { state in
      state.known[path].flatMap { $0.blob == blob ? $0 : nil }
    }
  }

  func keep(_ files: [EvidenceFile], at tip: ObjectID) {
    state.withLock { state in
      state = State(
        tip: tip, files: files,
        known: Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first }))
    }
  }

  /// What is known at `next`, which is `tip` with `files` put in and without those at `removed`.
  func extend(
    _ tip: ObjectID?, with files: [EvidenceFile], without removed: [String], to next: ObjectID
  ) {
    let paths = Set(files.map(\.path) + removed)
    let known = state.withLock { $0.tip == tip ? $0.files : nil }
    guard let known else { return }
    keep(known.filter { !paths.contains($0.path) } + files, at: next)
  }
}
