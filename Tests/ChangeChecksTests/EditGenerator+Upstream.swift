import ChangeChecks
import Digest
import ReleaseModel
import TestKit
import Testing

// Edits that only upstream, or the commit's message, can judge.
extension EditGenerator {
  static let upstream: [Family] = [
    judged(.refused, "goes back", .onBranch, .backward, says: "Downgrade-Reason"),
    judged(.refused, "goes aside", .onBranch, .apart, says: "another line of history"),
    judged(
      .refused, "from a fork", .notOnBranch("main"), .apart, says: "is not on the branch main"),
    judged(
      .refused, "a tree", .object("tree"), .unknown(because: "a tree"), says: "a tree of upstream"),
    judged(
      .unanswered, "nobody could ask about", .unanswered(because: "time-out", hint: nil),
      .unknown(because: "time-out"), says: "could not be looked up: time-out"),
    judged(
      .refused, "the id of a tag", .tag(of: Revision(String(repeating: "e", count: 40))!),
      .unknown(because: "a tag"), says: String(repeating: "e", count: 40)),
    judged(
      .unknownUpstream, "that nobody has", .absent, .unknown(because: "absent"),
      says: "upstream does not have"),
    told("a line that says something else", says: "-> ") { text, name, files in
      text.replacing("-> \(try files.label(of: name))", with: "-> v9.9.9")
    },
    told("no line for what moves", says: "which moves") { text, name, _ in
      text.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.hasPrefix("\(name): ") }.joined(separator: "\n")
    },
    told("a line for what does not move", says: "does not move") { text, name, _ in
      text.replacing("\n\(name): ", with: "\njaxlib: 0.1 -> 0.2\n\(name): ")
    },
    told("another pin set", says: "Pin-Set: sha256:") { text, _, _ in
      text.replacing(/Pin-Set: .*/, with: "Pin-Set: \(SHA256Digest(of: "another"))")
    },
    told("a roll's trailers", .refused, says: "is not a roll's") { text, _, _ in
      text.replacing(
        "Pin-Set:", with: "Roll-Schedule: python\nRoll-Slot: 2026-11-22T00:00:00Z\nPin-Set:")
    },
    { generator in
      let (name, files) = try generator.moved(on: "2001-01-01")
      let text = try generator.message(of: files).edited(
        "Pin-Set:", to: "Downgrade-Reason: \nPin-Set:")
      return GeneratedEdit(
        "\(name) goes back for an empty reason", files,
        .bad(.refused, file: VersionInfo.path, place: "/pins/\(name)", says: "Downgrade-Reason")
      ).saying(text).answering(name, .onBranch, .backward)
    },
  ]

  func message(of files: OwnFiles) throws -> String {
    HandBumpMessage(
      bumps: try own.info.pins.bumps(to: files.info.pins), pins: try files.info.pins
    ).description
  }

  private static func judged(
    _ kind: Mistake.Kind, _ what: String, _ membership: UpstreamAnswer.Membership,
    _ movement: Descent, says: String
  ) -> Family {
    { generator in
      let (name, files) = try generator.moved()
      return GeneratedEdit(
        "\(name) \(what)", files,
        .bad(kind, file: VersionInfo.path, place: "/pins/\(name)/revision", says: says)
      ).saying("Move \(name)").answering(name, membership, movement)
    }
  }

  private static func told(
    _ what: String, _ kind: Mistake.Kind = .badData, says: String,
    _ edit: @escaping @Sendable (String, ComponentName, OwnFiles) throws -> String
  ) -> Family {
    { generator in
      let (name, files) = try generator.moved()
      let good = try generator.message(of: files)
      let text = try edit(good, name, files)
      guard text != good else { throw NothingToEdit(missing: what) }
      return GeneratedEdit(
        "a message with \(what)", files,
        .bad(kind, file: ChangeMessage.file, place: ":", says: says)
      ).saying(text)
    }
  }
}

extension OwnFiles {
  fileprivate func label(of component: ComponentName) throws -> String {
    try #require(info.pins[component]).plainLabel
  }
}
