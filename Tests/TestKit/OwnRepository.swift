import Foundation

/// The repository that these tests belong to: the one door to its files.
///
/// Rolls move its pins and people change its schedules every day, so tests read only its sources
/// (recipes, hooks, schemas, documents). The two tests that say so in their names read all of it.
package enum OwnRepository {
  /// `$ROLLER_TEST_REPOSITORY`, else the folder that these tests were compiled in.
  ///
  /// `scripts/other-pins` sets it to clones whose pins are others.
  package static let root: URL = {
    let named = ProcessInfo.processInfo.environment["ROLLER_TEST_REPOSITORY"] ?? ""
    return named.isEmpty ? compiled : URL(filePath: named, directoryHint: .isDirectory)
  }()

  private static let compiled = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The folder that builds go to, whichever clone is looked at.
  package static let build = compiled.appending(path: ".build", directoryHint: .isDirectory)

  /// `$ROLLER`, else the program that was built with these tests.
  package static var roller: URL {
    let named = ProcessInfo.processInfo.environment["ROLLER"] ?? ""
    return named.isEmpty ? build.appending(path: "debug/roller") : URL(filePath: named)
  }

  /// The folder of the tests.
  package static var tests: URL { root.appending(path: "Tests") }

  /// A file or folder of the sources; what rolls and people move is refused.
  package static func source(_ path: String) throws -> URL {
    let isData = path == "version_info.json" || path == "schedules"
    let isSchedule = path.hasPrefix("schedules/") && !path.hasPrefix("schedules/schema")
    guard !isData, !isSchedule else { throw NotASource(path: path) }
    return root.appending(path: path)
  }

  /// The bytes of a source.
  package static func bytes(of path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: source(path)))
  }

  package struct NotASource: Error, CustomStringConvertible {
    let path: String

    package var description: String {
      "a test reads \(path) of this repository, which moves every day\n  hint: use FixtureRelease"
    }
  }
}
