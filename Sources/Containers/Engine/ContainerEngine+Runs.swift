import BlockingPool
import Errors
import Foundation
import Processes

extension ContainerEngine {
  /// Runs a container to its end, whatever that is; afterwards the container is gone.
  ///
  /// Upstream code is stopped at every limit. Cancelling the task stops it too. Ends are answers:
  /// nothing is thrown. podman itself works in `folder`.
  package func run(
    _ run: ContainerRun, log: RunLog, in folder: URL? = nil
  ) async -> ContainerEnd {
    await log.note("$ " + run.shellForm())
    let (overflow, overflows) = AsyncStream.makeStream(of: ContainerEnd.Stop.self)
    let end = await withTaskGroup(of: RunEvent.self) { group in
      group.addTask { await self.client(of: run, log: log, in: folder, overflows: overflows) }
      group.addTask { await self.timeLimit(of: run) }
      group.addTask { await self.diskLimit(of: run) }
      group.addTask {
        for await stop in overflow { return .stop(stop) }
        return .nothing
      }
      return await self.firstEnd(of: run, in: &group)
    }
    await log.endOfStreams()
    await remove(run.name)
    return end
  }

  private func firstEnd(
    of run: ContainerRun, in group: inout TaskGroup<RunEvent>
  ) async -> ContainerEnd {
    var stopped: ContainerEnd.Stop?
    for await event in group {
      switch event {
      case .nothing: continue
      case .stop(let stop):
        guard stopped == nil else { continue }
        stopped = stop
        await remove(run.name)
        // A client that does not notice that its container is gone is killed a little later.
        group.addTask { [clock = machine.clock] in
          await pause(.seconds(10), on: clock)
          return .giveUp
        }
      case .giveUp: group.cancelAll()
      case .ended(let exit):
        group.cancelAll()
        return ContainerEnd(exit: exit, stopped: stopped, limits: run.limits)
      case .failed(let error):
        group.cancelAll()
        if let stopped { return .stopped(stopped) }
        return error.kind == .cancelled ? .cancelled : .noEngine(found: error.found)
      }
    }
    return .cancelled
  }

  private func client(
    of run: ContainerRun, log: RunLog, in folder: URL?,
    overflows: AsyncStream<ContainerEnd.Stop>.Continuation
  ) async -> RunEvent {
    let limit = run.limits.output
    let owned = run.labelled(ContainerRun.ownerLabel, owner.description)
    do throws(Failure) {
      let exit = try await machine.runner.run(command(owned.arguments, in: folder)) {
        stream, bytes in
        if await log.take(stream, bytes) > limit << 20 { overflows.yield(.outputLimit(limit)) }
      }
      return .ended(exit)
    } catch {
      return .failed(error)
    }
  }

  private func timeLimit(of run: ContainerRun) async -> RunEvent {
    await pause(run.limits.time, on: machine.clock)
    return Task.isCancelled ? .nothing : .stop(.timeLimit(run.limits.time))
  }

  private func diskLimit(of run: ContainerRun) async -> RunEvent {
    let folders = run.mounts.filter(\.isWritable).map(\.source)
    let limits = run.limits
    while !folders.isEmpty, !Task.isCancelled {
      await pause(.seconds(1), on: machine.clock)
      let usage = await BlockingPool.shared.run {
        FolderUsage(
          of: folders, maximumBytes: Int64(limits.disk) << 20, maximumFiles: limits.files)
      }
      if usage.bytes > Int64(limits.disk) << 20 {
        return .stop(.diskLimit(mebibytes: limits.disk))
      }
      if usage.files > limits.files { return .stop(.fileLimit(limits.files)) }
    }
    return .nothing
  }

  /// Removes the container called `name`, running or not, even when our task was cancelled.
  ///
  /// podman's own clean-up may be at work at the same moment, so a failure is tried again.
  func remove(_ name: String) async {
    await Task {
      for _ in 1...3 {
        let command = command(["rm", "--force", "--time", "0", "--ignore", "--volumes", name])
        if let answer = try? await machine.runner.answer(to: command), answer.succeeded { return }
      }
    }.value
  }

  /// Removes containers whose owner was killed before it could; answers their names.
  ///
  /// Killing podman's client leaves its container running, so every start looks for such orphans.
  package func reapLeftovers() async throws(Failure) -> [String] {
    let list = try await ask([
      "ps", "--all", "--filter", "label=\(ContainerRun.ownerLabel)", "--format",
      "{{.Names}} {{index .Labels \"\(ContainerRun.ownerLabel)\"}}",
    ])
    let orphans = list.split(separator: "\n").compactMap { line -> String? in
      let words = line.split(separator: " ")
      guard words.count == 2, let owner = ProcessOwner(String(words[1])),
        machine.processes.isGone(owner)
      else { return nil }
      return String(words[0])
    }
    for name in orphans { await remove(name) }
    return orphans
  }
}

/// What can happen while a container runs.
private enum RunEvent: Sendable {
  case ended(ProcessExit)
  case failed(Failure)
  case stop(ContainerEnd.Stop)
  case giveUp
  case nothing
}

/// Waits for `duration`, or until the task is cancelled.
func pause(_ duration: Duration, on clock: any Clock<Duration>) async {
  try? await clock.sleep(for: duration, tolerance: nil)
}
