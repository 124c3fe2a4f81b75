import Foundation
import ReleaseModel
import Rolling
import Synchronization
import TestKit
import Testing

@testable import Containers

@Suite("A workshop that is opened for a commit", .timeLimit(.minutes(20)))
struct WorkshopTests {
  @Test("fetches by the components of that commit, not by those of an earlier one")
  func components() async throws {
    let folder = try TemporaryFolder()
    let asked = Mutex<[[ComponentName]]>([])
    let workshop = ContainerWorkshop(
      machine: realMachine(), cache: folder.url,
      inputs: { components in
        asked.withLock { $0.append(components.map(\.name)) }
        return GitSource(folder: folder.url)
      }, now: { Timestamp(seconds: 0) })
    for name in ["iree", "xla"].compactMap(ComponentName.init) {
      _ = workshop.open(
        CommitRecipes(
          files: [RepositoryFile(path: "packages/x", bytes: [], isExecutable: false)],
          packages: [],
          components: [Component(name: name, origin: .index(project: "x"))]))
    }
    #expect(asked.withLock { $0.map { $0.map(\.description) } } == [["iree"], ["xla"]])
  }
}
