import Errors
import Foundation
import ReleaseModel
import Testing

@testable import PackageIndex

@Suite("What a wheel records about itself", .timeLimit(.minutes(20)))
struct WheelMetadataTests {
  private let python = SystemPython(environment: ProcessInfo.processInfo.environment)
  private let name = Sample.wheelName("3.13.0")
  private let metadata = "Metadata-Version: 2.4\nName: iree-base-compiler\nVersion: 3.13.0\n"

  /// Reads a wheel that Python's `zipfile` makes of `entries`.
  private func read(_ entries: [(String, String)], named: String? = nil) async throws
    -> WheelMetadata
  {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let wheel = folder.appending(path: named ?? name)
    let script = """
      import sys, zipfile
      with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as z:
          for name, text in zip(sys.argv[2::2], sys.argv[3::2]):
              z.writestr(name, b"x" * int(text[1:]) if text.startswith("*") else text)
      """
    _ = try await python.output(of: script, [wheel.path] + entries.flatMap { [$0.0, $0.1] })
    return try await WheelMetadata.read(wheel, by: python)
  }

  @Test("is its name, version and the revisions it was built from")
  func everything() async throws {
    let revision = "89ece87b89852100c0a4ac3d515e14842d090967"
    let wheel = try await read([
      ("iree_base_compiler-3.13.0.dist-info/METADATA", metadata + "Requires-Python: >=3.10\n"),
      ("iree/compiler/version.py", "VERSION = \"x\"\nREVISIONS = {\"IREE\": \"\(revision)\"}\n"),
      ("iree/runtime/version.py", "from .._runtime_libs.version import *\n"),
    ])
    #expect(wheel.name == "iree-base-compiler")
    #expect(wheel.version == PythonVersion("3.13.0"))
    #expect(wheel.requiresPython == ">=3.10")
    #expect(wheel.revisions == ["IREE": try #require(Revision(revision))])
  }

  @Test("is never executed")
  func notExecuted() async throws {
    let marker = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    for line in [
      "REVISIONS = open(\(String(reflecting: marker)), 'w')",
      "import os; os.mkdir(\(String(reflecting: marker)))",
    ] {
      _ = try? await read([
        ("iree_base_compiler-3.13.0.dist-info/METADATA", metadata), ("a/version.py", line),
      ])
      #expect(!FileManager.default.fileExists(atPath: marker))
    }
  }

  @Test("is refused when the archive is a bomb, is none, or disagrees with its name")
  func refused() async throws {
    let bomb = await #expect(throws: Failure.self) {
      try await read([
        ("iree_base_compiler-3.13.0.dist-info/METADATA", metadata), ("a/version.py", "*50000000"),
      ])
    }
    #expect(bomb?.found.contains("the limit is 1048576") == true)
    let other = await #expect(throws: Failure.self) {
      try await read(
        [("iree_base_compiler-3.13.0.dist-info/METADATA", metadata)],
        named: Sample.wheelName("3.12.0"))
    }
    #expect(other?.found.contains("unlike the file name") == true)
    let none = await #expect(throws: Failure.self) {
      try await WheelMetadata.read(URL(filePath: "/dev/null"), by: python)
    }
    #expect(none?.found.contains("BadZipFile") == true)
  }
}
