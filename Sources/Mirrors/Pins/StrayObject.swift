import BlockingPool
import Foundation
import Git

/// An object that a server may have although none of its branches led our mirror to it.
///
/// Hosts that share objects between forks give any of them by its id, so having it proves nothing
/// about where it belongs. It is fetched beside the mirror, never into it.
struct StrayObject {
  private let id: ObjectID
  private let remote: Remote

  init(_ id: ObjectID, of remote: Remote) {
    self.id = id
    self.remote = remote
  }

  /// What the server has under this id; nil when it says that it has nothing.
  func kind() async throws(GitError) -> ObjectKind? {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "roller-stray-\(UUID().uuidString)")
    let kind: Result<ObjectKind?, GitError>
    do throws(GitError) { kind = .success(try await fetched(into: folder.path)) } catch {
      kind = .failure(error)
    }
    await BlockingPool.shared.run { try? FileManager.default.removeItem(at: folder) }
    do throws(GitError) { return try kind.get() } catch {
      switch error.reason {
      case .notFound: return nil
      default: throw error
      }
    }
  }

  private func fetched(into path: String) async throws(GitError) -> ObjectKind? {
    let repository = try await BlockingPool.shared.run { () throws(GitError) in
      try Repository.create(bareAt: path)
    }
    _ = try await remote.fetch(
      FetchRequest(wants: [id], filter: .trees(depth: 0), isAlone: true), into: repository)
    return try await repository.run { git throws(GitError) in try git.header(of: id)?.kind }
  }
}
