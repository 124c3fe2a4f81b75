import Errors
import Foundation
import HTTP
import JSON
import Testing

@testable import PackageIndex

@Suite("pip's configuration", .timeLimit(.minutes(20)))
struct PipConfigurationTests {
  /// A home without configuration; `/etc` stays visible, so tests set what they look at.
  private func read(
    _ environment: [String: String], file: String? = nil
  ) async throws -> PipConfiguration {
    let home = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: home) }
    var whole = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": home.path,
      "PIP_CONFIG_FILE": "/dev/null",
    ]
    if let file {
      let place = home.appending(path: "pip.conf")
      try Data(file.utf8).write(to: place)
      whole["PIP_CONFIG_FILE"] = place.path
    }
    whole.merge(environment) { _, given in given }
    return try await PipConfiguration.read(
      by: SystemPython(environment: whole), home: home.path, folder: home)
  }

  @Test("is pip's own default when nothing is configured")
  func standard() async throws {
    let configuration = try await read([:])
    #expect(configuration.indexes.count == 1)
    #expect(configuration.indexes.first?.origin.scheme == .https)
    #expect(configuration.findLinks == [])
    #expect(configuration.secrets == [])
  }

  @Test("comes from files, whose sections override each other, and from the environment above them")
  func precedence() async throws {
    let file = """
      [global]
      index-url = https://global.example/simple
      extra-index-url = https://one.example/simple
          https://two.example/simple
      find-links = https://links.example/page.html /opt/folder
      cert = /etc/one.pem
      trusted-host = plain.example
      [download]
      index-url = https://download.example/simple
      """
    let fromFile = try await read([:], file: file)
    #expect(
      fromFile.indexes.map(\.description) == [
        "https://download.example/simple", "https://one.example/simple",
        "https://two.example/simple",
      ])
    #expect(
      fromFile.findLinks == [
        .page(try HTTPURL("https://links.example/page.html")),
        .folder(URL(filePath: "/opt/folder")),
      ])
    #expect(fromFile.certificateBundle == "/etc/one.pem")
    #expect(fromFile.allowsCleartext(to: try HTTPOrigin("http://plain.example")))
    #expect(fromFile.allowsCleartext(to: try HTTPOrigin("http://other.example")) == false)
    let variables = ["PIP_INDEX_URL": "https://env.example/simple", "PIP_CERT": "/etc/two.pem"]
    let fromBoth = try await read(variables, file: file)
    #expect(fromBoth.indexes.first?.description == "https://env.example/simple")
    #expect(fromBoth.indexes.count == 3)
    #expect(fromBoth.certificateBundle == "/etc/two.pem")
  }

  @Test("may forbid every index")
  func noIndex() async throws {
    let configuration = try await read(["PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "~/wheels rel"])
    #expect(configuration.indexes == [])
    #expect(configuration.findLinks.count == 2)
    guard case .folder(let folder) = configuration.findLinks.first else {
      Issue.record("no folder")
      return
    }
    #expect(folder.path.hasSuffix("/wheels") && folder.path.hasPrefix("/"))
  }

  @Test("keeps credentials apart from addresses, and out of every text")
  func credentials() async throws {
    let configuration = try await read([
      "PIP_INDEX_URL": "https://me:p%40ss:xyzzy@private.example/simple"
    ])
    let url = try #require(configuration.indexes.first)
    #expect(url.description == "https://private.example/simple")
    #expect(
      configuration.authorization(for: url.origin)
        == .basic(user: "me", password: Secret("p@ss:xyzzy")))
    #expect(configuration.secrets == [Secret("p@ss:xyzzy")])
    var text = ""
    dump(configuration, to: &text)
    #expect(!"\(configuration)\(text)".contains("xyzzy"))
  }

  @Test("with an address that may not be asked is refused, without its password")
  func badAddress() async throws {
    let error = await #expect(throws: Failure.self) {
      try await read(["PIP_INDEX_URL": "ftp://me:pass@private.example/simple"])
    }
    #expect(error?.description.contains("index-url") == true)
    #expect(error?.description.contains("[redacted]@private.example") == true)
    #expect(error?.description.contains("pass@") == false)
  }

  @Test("cannot be read without python3, and the remedy is named")
  func noPython() async throws {
    let error = await #expect(throws: Failure.self) {
      try await read(["PATH": "/nonexistent"])
    }
    #expect(error?.found.contains("there is no python3 on the PATH") == true)
    #expect(error?.hint.contains("apt-get install python3-pip") == true)
  }

  @Test("cannot be read when python3 fails or has no pip, and the remedy is named")
  func noPip() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let python = folder.appending(path: "python3")
    for (line, found) in [
      ("echo \"ModuleNotFoundError: No module named 'pip'\" >&2; exit 1", "has no pip"),
      ("echo 'bad https://a:b@c.example/ x' >&2; exit 2", "bad https://[redacted]@c.example/ x"),
      ("echo not json", "not understood"),
    ] {
      try Data("#!/bin/sh\n\(line)\n".utf8).write(to: python)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: python.path)
      let error = await #expect(throws: Failure.self) {
        try await read(["PATH": folder.path])
      }
      #expect(error?.found.contains(found) == true, "\(error?.found ?? "")")
    }
  }
}
