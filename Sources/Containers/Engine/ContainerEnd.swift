import Processes
import ReleaseModel

/// How a container came to its end.
package enum ContainerEnd: Sendable, Hashable {
  /// What ran inside decided.
  case exited(Int32)
  /// podman, or what it starts containers with, could not: 125, 126 and 127 are reserved for that.
  ///
  /// <https://docs.podman.io/en/v4.3/markdown/podman-run.1.html#exit-status>
  case notStarted(Int32)
  /// Killed from outside or by the memory limit; cgroups v1 does not say which.
  case killed
  /// It or podman's client died of a signal.
  case died(signal: Int32)
  case stopped(Stop)
  /// Our own task was cancelled, and the container removed.
  case cancelled
  /// podman itself could not be run.
  case noEngine(found: String)

  /// Why we stopped it.
  package enum Stop: Sendable, Hashable {
    case timeLimit(Duration)
    /// More than so many MiB of output.
    case outputLimit(Int)
    /// More than so many MiB, or files, in its writable folders.
    case diskLimit(mebibytes: Int)
    case fileLimit(Int)
  }

  /// The end that the client's exit tells, unless we had stopped the container ourselves.
  package init(exit: ProcessExit, stopped: Stop?, limits: ContainerLimits) {
    if let stopped {
      self = .stopped(stopped)
      return
    }
    switch exit {
    case .exited(125), .exited(126), .exited(127): self = .notStarted(exit.code)
    case .exited(137), .signalled(9): self = .killed
    case .exited(255): self = .stopped(.timeLimit(limits.time))
    case .exited(let code) where code > 128: self = .died(signal: code - 128)
    case .exited(let code): self = .exited(code)
    case .signalled(let signal): self = .died(signal: signal)
    }
  }
}

extension ProcessExit {
  fileprivate var code: Int32 {
    switch self {
    case .exited(let code): code
    case .signalled(let signal): 128 + signal
    }
  }
}

extension ContainerEnd {
  /// Why nothing can be judged from this end, or nil when what ran inside decided.
  package func trouble(limits: ContainerLimits) -> String? {
    switch self {
    case .exited: nil
    case .notStarted(let code): "the container could not be started (podman exit \(code))"
    case .killed: "killed, probably because it needed more than \(limits.memory) MiB of memory"
    case .died(let signal): "ended by signal \(signal)"
    case .stopped(.timeLimit(let limit)):
      "stopped at its time limit of \(limit.components.seconds) s"
    case .stopped(.outputLimit(let limit)): "stopped after printing more than \(limit) MiB"
    case .stopped(.diskLimit(let limit)): "stopped after writing more than \(limit) MiB"
    case .stopped(.fileLimit(let limit)): "stopped after writing more than \(limit) files"
    case .cancelled: "cancelled"
    case .noEngine(let found): "podman could not be run: \(found)"
    }
  }
}
