import Foundation

/// The sample configurations beside the tests: a good one, and cases that each replace some of its
/// files.
struct Fixtures {
  let kind: String

  static let valid = Fixtures(kind: "valid")
  static let invalid = Fixtures(kind: "invalid")

  private static let root = Bundle.module.resourceURL!.appending(path: "Fixtures")

  /// The names of the cases.
  var cases: [String] {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: Self.root.appending(path: kind).path)
    return (names ?? []).sorted()
  }

  /// The files of the good configuration, with those of `name` in their places.
  func files(of name: String) throws -> [String: [UInt8]] {
    let base = try Self.files(under: Self.root.appending(path: "base"))
    let own = try Self.files(under: Self.root.appending(path: "\(kind)/\(name)"))
    return base.merging(own) { _, own in own }
  }

  /// The text beside the files of `name`; empty when there is none.
  func expected(of name: String) throws -> String {
    let place = Self.root.appending(path: "\(kind)/\(name)/expected.txt")
    return (try? String(contentsOf: place, encoding: .utf8)) ?? ""
  }

  private static func files(under folder: URL) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    let paths = FileManager.default.enumerator(atPath: folder.path)
    for case let path as String in paths ?? .init() where path.hasSuffix(".json") {
      files[path] = Array(try Data(contentsOf: folder.appending(path: path)))
    }
    return files
  }
}
