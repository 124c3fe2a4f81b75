import ChangeChecks
import ReleaseModel
import Testing

// Edits of schedules/ and packages/.
extension EditGenerator {
  static let others: [Family] = [
    { generator in
      let minute = Int.random(in: 1...59, using: &generator.random)
      return GeneratedEdit(
        "another minute",
        try generator.own.editing(generator.schedule) {
          $0.replacing("\"0 4 * * *\"", with: "\"\(minute) 4 * * *\"")
        }, .good)
    },
    { generator in
      let word = generator.hexadecimal(8)
      return GeneratedEdit(
        "another reason",
        try generator.own.editing(generator.schedule) {
          $0.replacing("\"why\": \"", with: "\"why\": \"\(word) ")
        }, .good)
    },
    text(
      "an unknown key", "\"rolls\"", "\"rollz\"", place: "/rollz", says: "did you mean \"rolls\""),
    text(
      "an unknown component", "\"component\": \"iree-base-compiler\"",
      "\"component\": \"iree-base-compilr\"", place: "/rolls/", says: "iree-base-compiler"),
    text(
      "a cron that never comes", "\"0 4 * * *\"", "\"0 4 31 2 *\"", place: "/when/cron", says: "day"
    ),
    text(
      "a cron of four fields", "\"0 4 * * *\"", "\"0 4 * *\"", place: "/when/cron", says: "field"),
    text("no time zone", "\"UTC\"", "\"Mars/Olympus\"", place: "/when/timezone", says: "zone"),
    text(
      "a wrong type", "\"pre-release\": true", "\"pre-release\": \"yes\"", place: "/pre-release",
      says: "true or false"),
    text("a comment", "\"rolls\"", "// hello\n  \"rolls\"", place: ":", says: "no comments"),
    text(
      "a fraction", "\"validations\": 40", "\"validations\": 4.5", place: "/limits/validations",
      says: "whole number"),
    { generator in
      let name = ["nightly.yaml", "old.json.bak", "sub/other.json", "README.md"]
        .randomElement(using: &generator.random)!
      return GeneratedEdit(
        "a stray file", generator.own.setting("schedules/\(name)", .file([0x7B, 0x7D])),
        .bad(.badData, file: "schedules/\(name)", place: "", says: "nothing reads"))
    },
    { generator in
      let name = "p" + generator.hexadecimal(5)
      return GeneratedEdit(
        "a folder without a package", generator.own.setting("packages/\(name)/build.py", .unread),
        .bad(.badData, file: "packages/\(name)", place: "", says: "package.json"))
    },
    { generator in
      let path = "schedules/schema/schedule.json"
      return GeneratedEdit(
        "a broken schema", try generator.own.editing(path) { String($0.dropLast(5)) },
        .bad(.badData, file: path, place: ":", says: "JSON"))
    },
    { generator in
      let size = Int.random(in: (1 << 20) + 1...100 << 20, using: &generator.random)
      let path = try #require(
        generator.own.files.keys.sorted().first { $0.hasSuffix("/package.json") })
      return GeneratedEdit(
        "a package of \(size) bytes", generator.own.setting(path, .tooLarge(size)),
        .bad(.badData, file: path, place: "", says: "right file"))
    },
  ]

  private static func text(
    _ what: String, _ from: String, _ to: String, place: String, says: String
  ) -> Family {
    { generator in
      GeneratedEdit(
        what, try generator.own.editing(generator.schedule) { $0.replacing(from, with: to) },
        .bad(.badData, file: generator.schedule, place: place, says: says))
    }
  }
}
