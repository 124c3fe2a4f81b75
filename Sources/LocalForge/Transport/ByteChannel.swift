import Foundation
import Synchronization

/// Bytes handed from one task to another, a few pieces at a time, so that neither runs far ahead.
///
/// A clone can be hundreds of megabytes: the server must not hold what the client has not taken.
final class ByteChannel: Sendable {
  private static let limit = 16

  private struct State {
    var pieces: [Data] = []
    var isFinished = false
    var isAbandoned = false
    var writer: CheckedContinuation<Void, Never>?
    var reader: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  /// Waits until there is room, then adds `piece`; false when the reader has gone.
  func send(_ piece: Data) async -> Bool {
    while true {
      let isDone = state.withLock { state -> Bool? in
        if state.isAbandoned { return false }
        guard state.pieces.count < Self.limit else { return nil }
        state.pieces.append(piece)
        wake(&state.reader)
        return true
      }
      if let isDone { return isDone }
      await withCheckedContinuation { continuation in
        state.withLock { state in
          if state.isAbandoned || state.pieces.count < Self.limit {
            continuation.resume()
          } else {
            state.writer = continuation
          }
        }
      }
    }
  }

  /// Says that nothing more comes.
  func finish() {
    state.withLock { state in
      state.isFinished = true
      wake(&state.reader)
    }
  }

  /// Says that nothing more is taken.
  func abandon() {
    state.withLock { state in
      state.isAbandoned = true
      state.pieces = []
      wake(&state.writer)
    }
  }

  /// The next piece; nil at the end.
  func next() async -> Data? {
    while true {
      let found = state.withLock { state -> (piece: Data?, isEnd: Bool) in
        guard !state.pieces.isEmpty else { return (nil, state.isFinished) }
        let piece = state.pieces.removeFirst()
        wake(&state.writer)
        return (piece, false)
      }
      if found.piece != nil || found.isEnd { return found.piece }
      await withCheckedContinuation { continuation in
        state.withLock { state in
          if state.isFinished || !state.pieces.isEmpty {
            continuation.resume()
          } else {
            state.reader = continuation
          }
        }
      }
    }
  }
}

private func wake(_ waiting: inout CheckedContinuation<Void, Never>?) {
  waiting?.resume()
  waiting = nil
}
