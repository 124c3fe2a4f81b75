import ChangeChecks
import Digest
import ReleaseModel
import Testing

// Edits of pins: where they stand in version_info.json is part of what is expected.
extension EditGenerator {
  static let goodPins: [Family] = [
    { generator in
      let (name, files) = try generator.moved()
      return GeneratedEdit("\(name) moves forward", files, .good)
        .saying("Move it").answering(name, .onBranch, .forward)
    },
    { generator in
      let (name, files) = try generator.moved()
      return GeneratedEdit("\(name) moves, nobody could be asked", files, .good)
        .answering(name, .unknown(because: "no mirror"), .unknown(because: "no mirror"))
    },
    { generator in
      let (name, files) = try generator.moved(on: "2001-01-01")
      let text = try HandBumpMessage(
        bumps: generator.own.info.pins.bumps(to: files.info.pins), pins: files.info.pins,
        downgradeReason: "the new one does not build"
      ).description
      return GeneratedEdit("\(name) goes back for a reason", files, .good)
        .saying(text).answering(name, .onBranch, .backward)
    },
    { generator in
      let (name, files) = try generator.moved()
      let text =
        "Revert \"Roll \(name) (nightly)\"\n\nThis reverts commit "
        + generator.hexadecimal(40) + ".\n"
      return GeneratedEdit("\(name) goes back because git reverts", files, .good)
        .saying(text).answering(name, .onBranch, .backward)
    },
    { generator in
      let name = try generator.component(.wheel)
      let line = try #require(generator.own.line(of: name))
      let new = try line.replacing(
        "\"\(generator.own.pinned(name))\"",
        with: "\"99.\(Int.random(in: 0...99, using: &generator.random)).0\"")
      return GeneratedEdit(
        "\(name) gets a later version", try generator.own.editing { $0.replacing(line, with: new) },
        .good)
    },
    { generator in
      GeneratedEdit(
        "line ends of Windows", try generator.own.editing { $0.replacing("\n", with: "\r\n") },
        .good)
    },
    { generator in
      GeneratedEdit(
        "a key of somebody else's",
        try generator.own.editing {
          $0.replacing(
            "  \"pins\": {", with: "  \"x-\(generator.hexadecimal(6))\": [1, 2.50],\n  \"pins\": {")
        }, .good)
    },
  ]

  static let badPins: [Family] = [
    bad("abbreviated", says: "git rev-parse") { generator, old in
      String(old.prefix(Int.random(in: 7...39, using: &generator.random)))
    },
    bad("in upper case", says: "roller fmt") { generator, _ in
      generator.hexadecimal(40).uppercased()
    },
    bad("all zeros", says: "no commit") { _, _ in String(repeating: "0", count: 40) },
    bad("one digit too many", says: "40 or 64") { _, old in old + "0" },
    bad("a branch", .refused, says: "can move") { generator, _ in
      ["main", "origin/main", "release-3.9", "v1.2.3", "HEAD"].randomElement(
        using: &generator.random)!
    },
    bad("an escape", says: "full commit id") { generator, old in
      String(old.dropLast(8)) + "\\u001b[31m" + generator.hexadecimal(3)
    },
    { generator in
      let name = try generator.component(.git)
      let line = try #require(generator.own.line(of: name))
      let hostile = ["@team/all", "Fixes #1", "\\u202egpj", "GH-1", "a\\u001b]8;;x", "<!--"]
        .randomElement(using: &generator.random)!
      let revision = try generator.own.pinned(name)
      let new =
        "    \"\(name)\": { \"revision\": \"\(revision)\", \"label\": \"\(hostile)\" }"
        + (line.hasSuffix(",") ? "," : "")
      return GeneratedEdit(
        "\(name) with a hostile label", try generator.own.editing { $0.replacing(line, with: new) },
        .bad(.badData, file: VersionInfo.path, place: "/pins/\(name)/label", says: "plain label"))
    },
    { generator in
      let name = try generator.component(.git)
      guard case .git(let pin)? = try generator.own.info.pins[name], let date = pin.date else {
        throw NoSuchPin()
      }
      let line = try #require(generator.own.line(of: name))
      let day = ["2026-02-30", "2026-13-01", "tomorrow", "26-01-01"]
        .randomElement(using: &generator.random)!
      return GeneratedEdit(
        "\(name) on no day",
        try generator.own.editing {
          $0.replacing(line, with: line.replacing("\(date)", with: day))
        },
        .bad(.badData, file: VersionInfo.path, place: "/pins/\(name)/date", says: "2026-11-22"))
    },
    { generator in
      let name = try generator.component(.wheel)
      let line = try #require(generator.own.line(of: name))
      let cut = Int.random(in: 1...9, using: &generator.random)
      let hash = try #require(line.firstMatch(of: /sha256:[0-9a-f]{64}/)).output
      return GeneratedEdit(
        "\(name) with a short hash",
        try generator.own.editing { $0.replacing(hash, with: hash.dropLast(cut)) },
        .bad(.badData, file: VersionInfo.path, place: "/pins/\(name)/files", says: "64"))
    },
    { generator in
      let name = try generator.component(.wheel)
      let line = try #require(generator.own.line(of: name))
      let version = try generator.own.pinned(name)
      return GeneratedEdit(
        "\(name) goes back",
        try generator.own.editing {
          $0.replacing(line, with: line.replacing("\"\(version)\"", with: "\"0.0.1\""))
        },
        .bad(
          .refused, file: VersionInfo.path, place: "/pins/\(name)/version", says: "Downgrade-Reason"
        )
      ).saying("Take \(name) back")
    },
    { generator in
      let name = try generator.component(.wheel)
      let line = try #require(generator.own.line(of: name))
      let hash = try #require(line.firstMatch(of: /sha256:[0-9a-f]{64}/)).output
      let other = "sha256:" + generator.hexadecimal(64)
      return GeneratedEdit(
        "\(name) with another file of the same version",
        try generator.own.editing { $0.replacing(hash, with: other) },
        .bad(.refused, file: VersionInfo.path, place: "/pins/\(name)", says: "Downgrade-Reason")
      ).saying("Same version")
    },
    { generator in
      let (name, files) = try generator.moved(on: "2001-01-01")
      return GeneratedEdit(
        "\(name) goes back by its day", files,
        .bad(.refused, file: VersionInfo.path, place: "/pins/\(name)", says: "2001-01-01")
      ).saying("Move \(name)")
    },
  ]

  private static func bad(
    _ what: String, _ kind: Mistake.Kind = .badData, says: String,
    _ make: @escaping @Sendable (inout EditGenerator, String) -> String
  ) -> Family {
    { generator in
      let (name, files) = try generator.revision(make)
      return GeneratedEdit(
        "\(name): \(what)", files,
        .bad(kind, file: VersionInfo.path, place: "/pins/\(name)/revision", says: says))
    }
  }

  private struct NoSuchPin: Error {}
}
