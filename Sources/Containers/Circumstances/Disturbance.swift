import ReleaseModel

/// Something that happened to this machine while a step ran, so that its verdict may not be the pins'.
enum Disturbance: Sendable, Hashable {
  /// What the container saw at `place` is not what it saw at first.
  case changed(place: String, path: String)
  /// The image that it ran in is not here any more.
  case imageGone(String)
  /// The configuration of the container engine is not the one that we wrote.
  case engineChanged(String)
  /// The kernel ended processes for want of memory; whether this container's own limit was reached.
  case outOfMemory(isOwn: Bool, limit: Int)
  /// The disk was full, or nearly.
  case diskFull(mebibytes: Int64)
  /// The clock was set while the step ran.
  case clockSet(seconds: Int64)

  /// Whether even a green is doubted: it stands when something was missing, because every check ran
  /// and held, but not when something else was tested than is recorded.
  var doubtsGreen: Bool {
    switch self {
    case .changed, .imageGone, .engineChanged: true
    case .outOfMemory, .diskFull, .clockSet: false
    }
  }

  /// What happened, and what helps.
  var reason: String {
    switch self {
    case .changed(let place, let path):
      "\(path.isEmpty ? place : "\(place)/\(path)") was changed or deleted while it ran; "
        + "run again, and make sure that nothing else writes to the cache"
    case .imageGone(let id):
      "the image \(id) was deleted while it ran; run again to rebuild it"
    case .engineChanged(let path):
      "\(path) was changed while it ran; run again, and do not edit that file"
    case .outOfMemory(isOwn: true, let limit):
      "it needed more than its \(limit) MiB of memory; raise \"memory-mib\" in package.json"
    case .outOfMemory(isOwn: false, let limit):
      "this machine ran out of memory while it ran (its own limit is \(limit) MiB); "
        + "free some memory and run again"
    case .diskFull(let mebibytes):
      "the disk was full while it ran, \(mebibytes) MiB were left; free some space, "
        + "or point the cache at another disk, and run again"
    case .clockSet(let seconds):
      "the clock was set by \(seconds) s while it ran; run again"
    }
  }
}

extension Verdict {
  /// The same verdict, or unjudged where one of `disturbances` may have caused it.
  ///
  /// Red needs a machine that nothing happened to; green needs that what ran is what is recorded.
  func doubted(by disturbances: [Disturbance]) -> Verdict {
    switch self {
    case .green:
      guard let first = disturbances.first(where: \.doubtsGreen) else { return self }
      return .unjudged(because: first.reason)
    case .red(let because), .unjudged(let because):
      guard let first = disturbances.first else { return self }
      return .unjudged(because: "\(first.reason); it had said: \(because)")
    }
  }
}
