import Foundation
import RollerWorlds
import TestKit

/// `roller forge serve` in a process of its own, until it is ended.
final class ServedForge {
  /// What it printed first: where it serves.
  let page: String
  private let process = Process()
  private let log = Pipe()

  init(_ world: NightWorld, port: Int = 0) throws {
    process.executableURL = OwnRepository.roller
    process.arguments = ["forge", "serve", "--port", "\(port)"]
    process.currentDirectoryURL = world.checkout
    process.environment = world.environment
    let output = Pipe()
    process.standardOutput = output
    process.standardError = log
    try process.run()
    var text = ""
    while !text.contains("\n"), case let piece = output.fileHandleForReading.availableData,
      !piece.isEmpty
    {
      text += String(decoding: piece, as: UTF8.self)
    }
    page = text.split(separator: "\n").first.map { String($0.dropFirst("serving ".count)) } ?? ""
  }

  var number: Int32 { process.processIdentifier }

  /// Scheme, host and port.
  var root: String { page.split(separator: "/").prefix(2).joined(separator: "//") }

  /// Ends it; what it had said on standard error.
  @discardableResult
  func end() -> String {
    process.terminate()
    process.waitUntilExit()
    return String(decoding: log.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  }

  /// Publishes a release of `tag` by REST.
  func publish(_ tag: String) throws {
    let script = """
      import json, sys, urllib.request
      body = json.dumps({"tag_name": sys.argv[2]}).encode()
      urllib.request.urlopen(sys.argv[1] + "/repos/local/openxla-compiler-release/releases", body)
      """
    let client = Process()
    client.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    client.arguments = ["python3", "-c", script, root, tag]
    client.environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "no_proxy": "*"]
    try client.run()
    client.waitUntilExit()
    guard client.terminationStatus == 0 else { throw Refused(tag: tag) }
  }

  struct Refused: Error { let tag: String }
}
