import JSON
import ReleaseModel

/// What the files of a tree must be before anyone reads them.
struct FileRules {
  let tree: CheckedTree

  /// What is wrong with files as such, and with folders that nothing reads.
  var mistakes: [Mistake] {
    tree.files.sorted { $0.key < $1.key }.flatMap { path, file in
      switch file {
      case .file(let bytes): unknownPlace(path) + schema(path, bytes)
      case .unread: unknownPlace(path)
      case .tooLarge(let size): [tooLarge(path, size)]
      case .notAFile(let kind): [notAFile(path, kind)]
      case .unmerged: [unmerged(path)]
      }
    } + foldersWithoutPackage
  }

  /// A file that looks as if it did something, and that nothing reads.
  private func unknownPlace(_ path: String) -> [Mistake] {
    let steps = path.split(separator: "/")
    guard steps.first == "schedules" else { return [] }
    switch steps.count {
    case 2 where path.hasSuffix(".json"), 3 where steps[1] == "schema" && path.hasSuffix(".json"):
      return []
    default: return [notRead(path)]
    }
  }

  private func schema(_ path: String, _ bytes: [UInt8]) -> [Mistake] {
    guard path.hasPrefix("schedules/schema/") else { return [] }
    do throws(JSONError) {
      _ = try JSONValue(parsing: bytes)
      return []
    } catch {
      return [
        Mistake(
          file: plain(path), place: Place(line: max(1, error.line), column: max(1, error.column)),
          found: "a fault in the JSON text: \(plain(error.message))", expected: "JSON (RFC 8259)",
          hint: "editors read it to help people")
      ]
    }
  }

  /// A folder with a recipe's scripts is a package; others hold what recipes share.
  private var foldersWithoutPackage: [Mistake] {
    let scripts = ["build.py", "pack.py", "check.py"]
    let folders = tree.files.keys.compactMap { path -> String? in
      let steps = path.split(separator: "/").map(String.init)
      guard steps.count == 3, steps[0] == "packages", scripts.contains(steps[2]) else { return nil }
      return "packages/\(steps[1])"
    }
    return Set(folders).sorted().filter { tree.files[$0 + "/package.json"] == nil }
      .map(withoutPackage)
  }
}

// What is said.
extension FileRules {
  private func tooLarge(_ path: String, _ size: Int) -> Mistake {
    Mistake(
      file: plain(path), place: .file, found: "\(size) bytes",
      expected: "at most \(CheckedTree.sizeLimit) bytes", hint: "check that this is the right file")
  }

  private func notAFile(_ path: String, _ kind: String) -> Mistake {
    Mistake(
      file: plain(path), place: .file, found: kind, expected: "a regular file",
      hint: "the files of the release must be in the repository itself: put the file there")
  }

  private func unmerged(_ path: String) -> Mistake {
    Mistake(
      file: plain(path), place: .file, found: "a merge that is not resolved",
      expected: "one side", hint: "resolve it, then: git add -- \(plain(path))")
  }

  private func notRead(_ path: String) -> Mistake {
    Mistake(
      file: plain(path), place: .file, found: "a file that nothing reads",
      expected: "schedules/NAME.json or schedules/schema/NAME.json",
      hint: "rename it, or move it out of schedules/")
  }

  private func withoutPackage(_ folder: String) -> Mistake {
    Mistake(
      file: plain(folder), place: .file, found: "a recipe without package.json",
      expected: "\(plain(folder))/package.json", hint: "docs/recipes.md describes package.json")
  }
}
