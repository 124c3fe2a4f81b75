import Foundation
import TestKit
import Testing

@Suite("docs/verdicts.md", .timeLimit(.minutes(20)))
struct VerdictsDocumentTests {
  /// The rows of the table, cell by cell.
  private func rows() throws -> [[String]] {
    let text = try String(
      contentsOf: try OwnRepository.source("docs/verdicts.md"), encoding: .utf8)
    return text.split(separator: "\n").filter { $0.hasPrefix("| ") }.dropFirst().map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  /// Everything that tests are written in, without this file.
  private func tests() throws -> String {
    var text = ""
    for place in ["Tests", "packages"] {
      let folder = try OwnRepository.source(place)
      let walk = FileManager.default.enumerator(atPath: folder.path)
      while let path = walk?.nextObject() as? String {
        guard
          path.hasSuffix("Tests.swift") || path.contains("/tests/test_") && path.hasSuffix(".py")
        else { continue }
        text += (try? String(contentsOf: folder.appending(path: path), encoding: .utf8)) ?? ""
      }
    }
    return text
  }

  @Test("names for each row a verdict and tests that are there")
  func named() throws {
    let (rows, tests) = (try rows(), try tests())
    #expect(rows.count > 30)
    for row in rows {
      #expect(row.count == 4 && !row[1].isEmpty, "\(row)")
      let names = (row.last ?? "").split(separator: "`").map(String.init)
        .filter { !$0.trimmingCharacters(in: .whitespaces).isEmpty }
      #expect(!names.isEmpty, "\(row)")
      for name in names {
        let isThere = tests.contains("\"\(name)\"") || tests.contains("def \(name)(")
        #expect(isThere, "no test is called: \(name)")
      }
    }
  }

  @Test(
    "has a row for each thing that a machine can do to a validation",
    arguments: [
      "image", "recipe", "input", "disk", "host runs out of memory", "more memory than its limit",
      "signal", "too long", "clock", "roller is killed", "second roller", "damaged",
      "another than its recipe",
    ])
  func complete(what: String) throws {
    #expect(try rows().contains { $0.first?.contains(what) == true })
  }
}
