import Foundation
import Processes
import TestKit
import Testing

@testable import Containers

@Suite("Files that containers and dead processes leave", .timeLimit(.minutes(5)))
struct LeftoverFileTests {
  @Test("a link or a pipe in place of a report is not read")
  func linkedReport() throws {
    let folder = try TemporaryFolder()
    let secret = try folder.write("{}", to: "secret")
    let link = folder.url.appending(path: "out/result.json")
    try FileManager.default.createDirectory(
      at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: secret)
    #expect(throws: ReportError(found: "result.json was not written")) {
      try bytesOfOutput("result.json", in: link.deletingLastPathComponent(), limit: 100)
    }
    try FileManager.default.removeItem(at: link)
    #expect(mkfifo(link.path, 0o644) == 0)
    #expect(throws: ReportError(found: "result.json was not written")) {
      try bytesOfOutput("result.json", in: link.deletingLastPathComponent(), limit: 100)
    }
  }

  @Test("scratch folders of the dead are cleared, those of the living stay")
  func scratch() throws {
    let folder = try TemporaryFolder()
    let table = ProcessTable()
    let us = try #require(table.owner(ProcessInfo.processInfo.processIdentifier))
    let dead = ProcessOwner(
      process: us.process, started: us.started + 1, namespace: us.namespace)
    let ours = try Scratch.make(in: folder.url, owner: us)
    let second = try Scratch.make(in: folder.url, owner: us)
    #expect(ours.name != second.name)
    try folder.write("x", to: "\(dead).1/out/file")
    try folder.write("x", to: "not-a-scratch-folder/file")
    Scratch.clear(folder.url, processes: table)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(
      Set(names) == [
        ours.folder.lastPathComponent, second.folder.lastPathComponent, "not-a-scratch-folder",
      ])
  }
}
