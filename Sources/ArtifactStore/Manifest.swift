import Digest
import JSON
import SafeText

/// What lies under one key of the store, each file by its digest.
package struct Manifest: Sendable, Hashable {
  package struct File: Sendable, Hashable {
    package let name: String
    package let digest: SHA256Digest
    package let bytes: Int64
  }

  /// What it lies under; nil in one of an earlier version, which nothing rests on.
  package let key: SHA256Digest?
  /// What was made, for people.
  package let what: String
  package let files: [File]

  init(what: String, files: [File], key: SHA256Digest? = nil) {
    self.key = key
    self.what = what
    self.files = files.sorted { $0.name < $1.name }
  }

  /// The manifest in `bytes`, which a damaged disk or somebody's bucket may have changed.
  init?(parsing bytes: [UInt8]) {
    guard let json = try? JSONValue(parsing: bytes, limits: JSONLimits(size: 1 << 20)),
      json["schema"]?.integer == 1, let items = json["files"]?.array, items.count <= 101
    else { return nil }
    let files = items.compactMap { item -> File? in
      guard let name = item["name"]?.string, isPlainFileName(name),
        let digest = item["sha256"]?.string.flatMap(SHA256Digest.init(hexadecimal:)),
        let bytes = item["bytes"]?.integer, bytes >= 0
      else { return nil }
      return File(name: name, digest: digest, bytes: bytes)
    }
    guard files.count == items.count, Set(files.map(\.name)).count == files.count else {
      return nil
    }
    self.init(
      what: visibleText(json["what"]?.string ?? "", limit: 300), files: files,
      key: json["key"]?.string.flatMap(SHA256Digest.init(hexadecimal:)))
  }

  var json: JSONValue {
    [
      "schema": 1, "key": key.map { .string($0.hexadecimal) } ?? .null, "what": .string(what),
      "files": .array(
        files.map {
          [
            "name": .string($0.name), "sha256": .string($0.digest.hexadecimal),
            "bytes": .integer($0.bytes),
          ]
        }),
    ]
  }
}

/// Whether `name` is a file name that is safe in a folder, a URL and a shell, as wheels' names are:
/// <https://packaging.python.org/en/latest/specifications/binary-distribution-format/>.
package func isPlainFileName(_ name: String) -> Bool {
  (1...200).contains(name.utf8.count) && !name.hasPrefix(".") && !name.hasPrefix("-")
    && name.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
      default: "-_.+".utf8.contains(byte)
      }
    }
}
