import Foundation
import Processes

/// Held by a program as long as it serves a forge, so that no other program clears away what it is writing.
package final class ForgePresence: Sendable {
  private let lock: FileLock

  /// Announces this program at the forge in `repository`; nil when the folder cannot be written.
  ///
  /// When no other program serves it, what killed programs left is cleared away first; `clearing` is told
  /// the lock files among it.
  package init?(
    at repository: URL, now: Date, clearing: (ForgeLeftovers) -> Void = { _ in }
  ) {
    let file = repository.appending(path: "roller-servers.lock")
    do {
      let alone = try FileLock.attempt(file, makesFolder: false)
      clearing(ForgeLeftovers(of: repository, now: now, isAlone: alone != nil))
      alone?.share()
      lock = try alone ?? FileLock.blocking(file, .shared)
    } catch {
      return nil
    }
  }
}
