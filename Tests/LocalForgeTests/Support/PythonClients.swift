import Digest
import Errors
import Foundation
import TestKit

/// A virtual environment with the Python clients of `Clients/requirements.txt`, made once per list.
///
/// It lies in the package's `.build` folder. Needs Debian's python3-venv, and the index that pip is
/// configured with.
actor PythonClients {
  static let shared = PythonClients()

  static let scripts = OwnRepository.tests.appending(
    path: "LocalForgeTests/Clients", directoryHint: .isDirectory)

  private var making: Task<String, any Error>?

  /// The interpreter that has the clients.
  func interpreter() async throws -> String {
    if let making { return try await making.value }
    let task = Task { try await Self.make() }
    making = task
    return try await task.value
  }

  private static func make() async throws -> String {
    let list = scripts.appending(path: "requirements.txt")
    let digest = try SHA256Digest(ofFileAt: list).hexadecimal.prefix(12)
    let folder = OwnRepository.build.appending(path: "forge-clients-\(digest)")
    let interpreter = folder.appending(path: "bin/python").path
    let mark = folder.appending(path: "complete").path
    if FileManager.default.fileExists(atPath: mark) { return interpreter }
    // pip's own settings say which index it may use, so it keeps the caller's home and environment.
    let caller = ProcessInfo.processInfo.environment
    let shell = Shell(home: caller["HOME"] ?? "/", more: caller)
    let environment = try await shell.run("python3", ["-m", "venv", "--clear", folder.path])
    guard environment.status == 0 else {
      throw Shell.Failure(description: "apt install python3-venv? \(environment.complaint)")
    }
    let pip = try await shell.run(
      interpreter, ["-m", "pip", "install", "--quiet", "-r", list.path])
    guard pip.status == 0 else { throw Shell.Failure(description: pip.complaint) }
    try Data().write(to: URL(fileURLWithPath: mark))
    return interpreter
  }
}
