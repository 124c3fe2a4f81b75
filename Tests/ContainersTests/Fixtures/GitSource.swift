import Foundation
import Processes
import ReleaseModel
import TestKit

@testable import Containers

/// Content of real repositories in a folder, one for each component, by git's command line.
struct GitSource: InputSource {
  let folder: URL

  func file(
    of component: ComponentName, at pin: WheelPin, for target: TargetName, on python: PythonTag?
  ) async throws -> URL { throw NoRepositories(component: component) }

  func treeIDs(
    of component: ComponentName, at pin: GitPin, paths: [String]
  ) async throws -> [String: String] {
    var ids: [String: String] = [:]
    for path in paths {
      let answer = try await git(component, ["rev-parse", "\(pin.revision):\(path)"])
      guard answer.succeeded else { throw MissingPath(component: component, path: path) }
      ids[path] = answer.text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    return ids
  }

  func export(
    _ component: ComponentName, at pin: GitPin, paths: [String], to folder: URL
  ) async throws {
    let all = paths.filter { !$0.isEmpty }.joined(separator: " ")
    let place = repository(component).path
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    _ = try await shell("git -C \(place) archive \(pin.revision) \(all) | tar -C \(folder.path) -x")
  }

  /// Writes `files` into the repository of `component` and commits them; the commit's pin.
  func commit(_ files: [String: String], to component: ComponentName) async throws -> GitPin {
    let place = repository(component)
    if !FileManager.default.fileExists(atPath: place.path) {
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      _ = try await git(component, ["init", "--quiet"])
    }
    for (path, text) in files {
      let file = place.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    _ = try await git(component, ["add", "--all"])
    _ = try await git(component, ["commit", "--quiet", "--message", "change"])
    let head = try await git(component, ["rev-parse", "HEAD"]).text
    return GitPin(revision: Revision(head.trimmingCharacters(in: .whitespacesAndNewlines))!)
  }

  private func repository(_ component: ComponentName) -> URL {
    folder.appending(path: component.description)
  }

  private func git(_ component: ComponentName, _ arguments: [String]) async throws -> ProcessAnswer
  {
    try await shell(
      (["git", "-C", repository(component).path] + arguments).map { "'\($0)'" }
        .joined(separator: " "))
  }

  private func shell(_ line: String) async throws -> ProcessAnswer {
    try await SubprocessRunner().answer(
      to: ProcessCommand(
        executable: "/bin/sh", arguments: ["-c", line],
        environment: IsolatedGit(home: folder.path).environment))
  }
}
