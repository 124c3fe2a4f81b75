import CommandLineTool
import Foundation
import ReleaseModel
import ReleaseRepository
import Rolling
import VersionDiffs

/// One of two states that are compared.
package struct ReleaseEnd: Sendable {
  /// What the reader calls it.
  package let name: String
  package let info: VersionInfo

  package init(name: String, info: VersionInfo) {
    self.name = name
    self.info = info
  }
}

/// Finds the states of the release that people name on the command line.
package struct ReleaseEnds: Sendable {
  /// Where today's configuration says that components come from; empty when it does not read.
  package let components: [Component]
  private let folder: ReleaseFolder
  private let history: ReleaseHistory

  package init(in folder: ReleaseFolder, _ history: ReleaseHistory) {
    self.folder = folder
    self.history = history
    components = (try? folder.configuration().components) ?? []
  }

  /// The two states that `first` and `second` name; see `roller diff --help` for what is left out.
  package func ends(
    _ first: String?, _ second: String?
  ) async throws(CommandFailure) -> (ReleaseEnd, ReleaseEnd) {
    if let second { return (try await end(first ?? "HEAD"), try await end(second)) }
    guard let first else { return try await latest() }
    let parts = first.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return (try await end(first), try workingTree()) }
    let names = parts.map { $0.isEmpty ? "HEAD" : String($0) }
    return (try await end(names[0]), try await end(names[1]))
  }

  private func latest() async throws(CommandFailure) -> (ReleaseEnd, ReleaseEnd) {
    let head = try await end("HEAD")
    let files = try workingTree()
    let isEdited =
      head.info.pins != files.info.pins
      || head.info.packageVersion != files.info.packageVersion
    return isEdited ? (head, files) : (try await end("HEAD~1"), head)
  }

  private func workingTree() throws(CommandFailure) -> ReleaseEnd {
    let bytes = try folder.files(under: [VersionInfo.path]).first?.bytes ?? []
    do throws(Mistakes) {
      return ReleaseEnd(name: "working tree", info: try VersionInfo.read(bytes))
    } catch {
      throw CommandFailure(error)
    }
  }

  /// `text` is git's, or a release's version without the `v` of its tag.
  private func end(_ text: String) async throws(CommandFailure) -> ReleaseEnd {
    let isVersion = ReleaseVersion(text) != nil && ReleaseTag(text) == nil
    let name = isVersion ? "v\(text)" : text
    do throws(HistoryError) {
      let (commit, info) = try await history.versionInfo(at: name)
      let isID = commit.description.hasPrefix(name)
      return ReleaseEnd(
        name: isID ? commit.abbreviated : "\(name) (\(commit.abbreviated))", info: info)
    } catch {
      throw CommandFailure(error)
    }
  }
}

extension Upstream {
  /// Everything that differs between two states of the release.
  package func difference(
    from: ReleaseEnd, to: ReleaseEnd, in components: [Component]
  ) async -> VersionDiff {
    VersionDiff(
      names: VersionDiff.Move(from: from.name, to: to.name), from: from.info, to: to.info,
      described: await differences(of: from.info.pins.bumps(to: to.info.pins), in: components))
  }
}
