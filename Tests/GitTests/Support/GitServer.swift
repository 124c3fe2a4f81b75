import Foundation
import TestKit

extension GitServer {
  /// A server of a world's folder.
  convenience init(
    _ world: SmallWorld, isOldProtocol: Bool = false, interception: Interception? = nil
  ) async throws {
    try await self.init(
      URL(filePath: world.folder), environment: world.environment, isOldProtocol: isOldProtocol,
      interception: interception)
  }
}
