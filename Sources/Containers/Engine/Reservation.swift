import Errors
import Foundation

/// The part of the machine that is given to steps, so that they run side by side only while there
/// is room for all of them.
///
/// First come, first served: a large step is not overtaken for ever by small ones.
package actor Reservation {
  /// What one step sets aside.
  package struct Share: Sendable, Hashable {
    package let cores: Double
    /// In MiB.
    package let memory: Int

    package init(cores: Double, memory: Int) {
      self.cores = cores
      self.memory = memory
    }
  }

  private let whole: Share
  private var used = Share(cores: 0, memory: 0)
  private var waiting: [(id: Int, share: Share, turn: CheckedContinuation<Bool, Never>)] = []
  private var lastID = 0

  package init(_ whole: Share) {
    self.whole = whole
  }

  /// Runs `body` with `share` set aside; a share larger than the whole gets all of it. Nil, without
  /// running it, when our task is cancelled while it waits.
  package func holding<Value: Sendable>(
    _ share: Share, _ body: @Sendable () async throws(Failure) -> Value
  ) async throws(Failure) -> Value? {
    let share = Share(
      cores: min(share.cores, whole.cores), memory: min(share.memory, whole.memory))
    guard await take(share) else { return nil }
    do throws(Failure) {
      let value = try await body()
      giveBack(share)
      return value
    } catch {
      giveBack(share)
      throw error
    }
  }

  /// How many steps wait for room.
  package var waitingCount: Int { waiting.count }

  private func take(_ share: Share) async -> Bool {
    guard !Task.isCancelled else { return false }
    if waiting.isEmpty, fits(share) {
      use(share)
      return true
    }
    lastID += 1
    let id = lastID
    return await withTaskCancellationHandler {
      await withCheckedContinuation { turn in
        if Task.isCancelled {
          turn.resume(returning: false)
        } else {
          waiting.append((id, share, turn))
        }
      }
    } onCancel: {
      Task { await self.leave(id) }
    }
  }

  private func giveBack(_ share: Share) {
    used = Share(cores: used.cores - share.cores, memory: used.memory - share.memory)
    admit()
  }

  private func leave(_ id: Int) {
    guard let index = waiting.firstIndex(where: { $0.id == id }) else { return }
    waiting.remove(at: index).turn.resume(returning: false)
    admit()
  }

  private func admit() {
    while let first = waiting.first, fits(first.share) {
      waiting.removeFirst()
      use(first.share)
      first.turn.resume(returning: true)
    }
  }

  private func fits(_ share: Share) -> Bool {
    used.cores + share.cores <= whole.cores && used.memory + share.memory <= whole.memory
  }

  private func use(_ share: Share) {
    used = Share(cores: used.cores + share.cores, memory: used.memory + share.memory)
  }
}

/// What steps may use of the machine together.
package struct MachineResources: Sendable, Hashable {
  package let cores: Double
  /// In MiB.
  package let memory: Int

  /// All cores, and seven eighths of the memory: the rest is ours and the kernel's.
  package static var whole: MachineResources {
    let information = ProcessInfo.processInfo
    return MachineResources(
      cores: Double(information.activeProcessorCount),
      memory: Int(information.physicalMemory >> 20) / 8 * 7)
  }
}
