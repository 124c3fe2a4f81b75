import BlockingPool
import Foundation
import HTTP
import TestKit
import Testing

@Suite("TLS is checked, always", .timeLimit(.minutes(20)))
struct TLSTests {
  @Test("a certificate is trusted only by the bundle that holds it, and only for its name")
  func trust() async throws {
    try await withTemporaryFolder { folder in
      let server = try TLSServer(in: folder)
      defer { server.stop() }
      let named = HTTPRequest(.get, try HTTPURL("https://127.0.0.1:\(server.port)/"))
      let misnamed = HTTPRequest(.get, try HTTPURL("https://localhost:\(server.port)/"))
      let configuration = HTTPConfiguration(certificateBundle: server.certificate.path)
      let trusting = HTTPClient(pool: .shared, configuration: configuration)
      let doubting = HTTPClient(pool: .shared)

      #expect(try await trusting.send(named).status == 200)
      for (client, request) in [(doubting, named), (trusting, misnamed)] {
        let error = await #expect(throws: HTTPError.self) { try await client.send(request) }
        #expect(error?.kind == .tls)
        #expect(error?.mayHaveReachedServer == false)
        #expect(error?.isTransient == false)
      }
    }
  }

  @Test("a bundle that is not there is an error, not a reason to trust the system's")
  func noBundle() async throws {
    let configuration = HTTPConfiguration(certificateBundle: "/nonexistent.pem")
    let server = try ScriptedServer(.sendAndStall(""))
    let url = try HTTPURL("https://127.0.0.1:\(server.url.origin.port)/")
    let error = await #expect(throws: HTTPError.self) {
      try await server.serving {
        try await HTTPClient(pool: .shared, configuration: configuration).send(
          HTTPRequest(.get, url))
      }
    }
    #expect(error?.kind == .tls)
  }
}

/// `openssl s_server` with a certificate for 127.0.0.1 that nobody signed.
private final class TLSServer {
  let certificate: URL
  let port: Int
  private let process = Process()

  init(in folder: URL) throws {
    certificate = folder.appending(path: "cert.pem")
    let key = folder.appending(path: "key.pem")
    let maker = Process()
    maker.executableURL = URL(filePath: "/usr/bin/env")
    maker.arguments =
      ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
      + ["-subj", "/CN=t", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2"]
      + ["-keyout", key.path, "-out", certificate.path]
    maker.standardError = FileHandle.nullDevice
    try maker.run()
    maker.waitUntilExit()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["openssl", "s_server", "-accept", "127.0.0.1:0", "-www"]
      + ["-cert", certificate.path, "-key", key.path]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    port = try Self.port(from: output.fileHandleForReading)
  }

  /// A child of one of Swift's worker threads inherits their signal mask, which holds back SIGTERM.
  func stop() {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Reads up to the line `ACCEPT 127.0.0.1:PORT`.
  private static func port(from output: FileHandle) throws -> Int {
    var text = ""
    while true {
      let piece = output.availableData
      guard !piece.isEmpty else { throw NoServer() }
      text += String(decoding: piece, as: UTF8.self)
      if let match = text.firstMatch(of: /ACCEPT .*:(\d+)\n/), let port = Int(match.1) {
        return port
      }
    }
  }

  private struct NoServer: Error {}
}
