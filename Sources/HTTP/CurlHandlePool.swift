import Synchronization

/// Handles that wait for their next transfer, with their connections open.
final class CurlHandlePool: Sendable {
  private static let limit = 8
  private let idle = Mutex<[CurlHandle]>([])

  /// Runs `body` with a handle of its own, one that knows `origin` if there is one.
  func withHandle<Value>(for origin: HTTPOrigin, _ body: (CurlHandle) -> Value) -> Value {
    let handle = take(for: origin)
    defer { giveBack(handle, from: origin) }
    return body(handle)
  }

  private func take(for origin: HTTPOrigin) -> CurlHandle {
    let known = idle.withLock { handles in
      let place = handles.lastIndex { $0.origin == origin } ?? handles.indices.last
      return place.map { handles.remove(at: $0) }
    }
    return known ?? CurlHandle()
  }

  /// A handle that failed is not kept: it must not spoil the next transfer, which may be another
  /// server's.
  private func giveBack(_ handle: CurlHandle, from origin: HTTPOrigin) {
    handle.origin = origin
    handle.reset()
    guard handle.isSound else { return }
    idle.withLock { handles in
      handles.append(handle)
      if handles.count > Self.limit { handles.removeFirst() }
    }
  }
}
