import ChangeChecks
import ReleaseModel
import Testing

// Edits that are no good text, and edits of layout.
extension EditGenerator {
  static let badTexts: [Family] = [
    { generator in
      let name = try generator.component(.git)
      let line = try #require(generator.own.line(of: name))
      let number = generator.own.number(of: line)
      let spaces = String(repeating: " ", count: Int.random(in: 1...4, using: &generator.random))
      return GeneratedEdit(
        "spaces before \(name)",
        try generator.own.editing { $0.replacing(line, with: spaces + line) },
        .bad(.badData, file: VersionInfo.path, place: ":\(number):1", says: "roller fmt"))
    },
    { generator in
      let last = generator.own.text().split(separator: "\n", omittingEmptySubsequences: false).count
      return GeneratedEdit(
        "no final line end", try generator.own.editing { String($0.dropLast()) },
        .bad(.badData, file: VersionInfo.path, place: ":\(last):1", says: "roller fmt"))
    },
    { generator in
      GeneratedEdit(
        "a byte order mark", try generator.own.editing { "\u{feff}" + $0 },
        .bad(.badData, file: VersionInfo.path, place: ":1:1", says: "roller fmt"))
    },
    { generator in
      let name = try generator.component(.git)
      let line = try #require(generator.own.line(of: name))
      let number = generator.own.number(of: line) + 1
      return GeneratedEdit(
        "\(name) twice",
        try generator.own.editing {
          $0.replacing(line, with: (line.hasSuffix(",") ? line : line + ",") + "\n" + line)
        },
        .bad(
          .badData, file: VersionInfo.path, place: ":\(number):5: /pins/\(name)", says: "keep one"))
    },
    { generator in
      let name = try generator.component(.git)
      let line = try #require(generator.own.line(of: name))
      let number = generator.own.number(of: line)
      let marked = "<<<<<<< HEAD\n\(line)\n=======\n\(line)\n>>>>>>> topic"
      return GeneratedEdit(
        "conflict markers", try generator.own.editing { $0.replacing(line, with: marked) },
        .bad(.badData, file: VersionInfo.path, place: ":\(number):1", says: "resolve it"))
    },
    { generator in
      var bytes = Array(generator.own.text().utf8)
      let place = Int.random(in: 1..<bytes.count, using: &generator.random)
      bytes.insert([0xFF, 0xC0, 0xFE].randomElement(using: &generator.random)!, at: place)
      let line = bytes[..<place].count { $0 == 0x0A } + 1
      return GeneratedEdit(
        "a byte of no UTF-8", generator.own.setting(VersionInfo.path, .file(bytes)),
        .bad(.badData, file: VersionInfo.path, place: ":\(line):", says: "UTF-8"))
    },
    { generator in
      GeneratedEdit(
        "a comma too many",
        try generator.own.editing { $0.replacing("\n  }\n}", with: ",\n  }\n}") },
        .bad(.badData, file: VersionInfo.path, place: ":", says: "no comma before"))
    },
    { generator in
      let size = Int.random(in: (1 << 20) + 1...200 << 20, using: &generator.random)
      return GeneratedEdit(
        "\(size) bytes, unread", generator.own.setting(VersionInfo.path, .tooLarge(size)),
        .bad(.badData, file: VersionInfo.path, place: "", says: "right file"))
    },
    { generator in
      let path = [VersionInfo.path, generator.schedule, "schedules/components.json"]
        .randomElement(using: &generator.random)!
      return GeneratedEdit(
        "a link at \(path)", generator.own.setting(path, .notAFile("a symbolic link")),
        .bad(.badData, file: path, place: "", says: "put the file there"))
    },
    { generator in
      GeneratedEdit(
        "nobody's side", generator.own.setting(VersionInfo.path, .unmerged),
        .bad(.badData, file: VersionInfo.path, place: "", says: "git add"))
    },
    { generator in
      GeneratedEdit(
        "a deleted file", generator.own.setting(VersionInfo.path, nil),
        .bad(.badData, file: VersionInfo.path, place: "", says: "create it"))
    },
    { generator in
      let deep = String(
        repeating: "[", count: Int.random(in: 70...10_000, using: &generator.random))
      return GeneratedEdit(
        "nested without end",
        try generator.own.editing {
          $0.replacing("\"pins\": {", with: "\"x\": \(deep),\n  \"pins\": {")
        },
        .bad(.badData, file: VersionInfo.path, place: ":", says: "64 levels"))
    },
    { generator in
      let version = ["0.1", "01.0.0", "v0.1.0", "0.1.0.dev20260230001", "1.0.0-rc.1"]
        .randomElement(using: &generator.random)!
      return GeneratedEdit(
        "version \(version)",
        try generator.own.editing { $0.replacing("\"0.1.0\"", with: "\"\(version)\"") },
        .bad(.badData, file: VersionInfo.path, place: "/package-version", says: "MAJOR.MINOR.PATCH")
      )
    },
    { generator in
      GeneratedEdit(
        "a lower version",
        try generator.own.editing { $0.replacing("\"0.1.0\"", with: "\"0.0.9\"") },
        .bad(.refused, file: VersionInfo.path, place: "/package-version", says: "0.1.0"))
    },
  ]
}
