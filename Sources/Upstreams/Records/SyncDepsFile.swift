/// The pins of a `sync_deps.py`, as openxla-devtools wrote them: the dictionary `PINNED_VERSIONS`.
struct SyncDepsFile: Sendable, Equatable {
  /// What each of upstream's names is pinned at.
  let pins: [String: String]

  init(_ bytes: [UInt8]) throws(RecordFault) {
    pins = try PythonDictionary(named: "PINNED_VERSIONS", in: bytes).values
  }
}
