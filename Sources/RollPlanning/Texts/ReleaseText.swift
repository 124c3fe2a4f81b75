import Digest
import JSON
import ReleaseModel
import SafeText
import VersionDiffs

extension LandedRoll {
  /// The annotated tag's message: subject, what moved, the whole pin set, and the trailers of the roll.
  var tagMessage: String {
    let bumps = bumps.map {
      "  \($0.component): \(line($0.from.label)) -> \(line($0.to.label))"
    }
    let standing = pins.components.compactMap { name in
      pins[name].map { "  \(name): \(line("\($0.identity)"))" }
    }
    return """
      openxla-compiler \(version)

      Moved:
      \(bumps.joined(separator: "\n"))
      \(comes)
      Pins:
      \(standing.joined(separator: "\n"))

      \(message.trailers)
      """
  }

  /// What the bumps bring, by the few commits at each end; nothing when upstreams were not asked.
  private var comes: String {
    guard !differences.isEmpty else { return "" }
    let text = VersionDiff(bumps: differences).terminal(Style(width: 100), subjects: 10)
    return "\n" + text + "\n"
  }

  private var moved: String {
    guard differences.isEmpty else {
      return VersionDiff(bumps: differences).markdown(limit: 60_000)
    }
    return bumps.map {
      "- `\($0.component)` \(UntrustedText($0.from.label).codeSpan()) → "
        + "**\(UntrustedText($0.to.label).codeSpan())**"
    }.joined(separator: "\n")
  }

  /// The release's page.
  var releaseNotes: String {
    let locks = evidence.map { record in
      let lock = record.artifacts.first { $0.name.hasSuffix(".lock.txt") }?.name ?? ""
      return
        "- `\(record.subject.target)`: `pip install --require-hashes --find-links . -r \(lock)`"
    }
    let standing = pins.components.compactMap { name in
      pins[name].map { "| `\(name)` | \(UntrustedText($0.label).tableCell()) |" }
    }
    return """
      A pre-release of openxla-compiler \(version.official), tested as a whole at commit \(commit).

      ### What moved

      \(moved)

      ### Install

      Download the files of your platform into one folder; the lock file installs exactly this release:

      \(locks.joined(separator: "\n"))

      ### All pins

      | Component | At |
      | --- | --- |
      \(standing.joined(separator: "\n"))

      `SHA256SUMS` lists every file; `manifest.json` says what each was made from and which evidence \
      let it land.
      """
  }

  /// `SHA256SUMS`, in the format that sha256sum --check reads.
  var checksums: String {
    files.map { "\($0.artifact.digest.hexadecimal)  \($0.artifact.name)\n" }.joined()
  }

  /// `manifest.json`: what the release is made from, for machines.
  var manifest: String {
    let document: JSONValue = [
      "schema": 1, "name": "openxla-compiler", "version": .string("\(version)"),
      "tag": .string("\(ReleaseTag(version))"), "commit": .string("\(commit)"),
      "schedule": .string("\(message.schedule)"), "slot": .string("\(message.slot)"),
      "pin-set": .string("\(pins.digest)"),
      "pins": .object(
        JSONObject(
          pins.components.compactMap { name in
            pins[name].map { ("\(name)", .string("\($0.identity)")) }
          })),
      "evidence": .object(
        JSONObject(
          evidence.map { record in
            (
              "\(record.subject.target)",
              [
                "digest": .string("\(record.digest)"),
                "recipe": .string("\(record.subject.recipe)"),
                "image": .string(record.image), "when": .string("\(record.when)"),
                "checks": .integer(Int64(record.checks.count)),
              ]
            )
          })),
      "files": .array(
        files.map { file in
          [
            "name": .string(file.artifact.name), "target": .string("\(file.target)"),
            "sha256": .string(file.artifact.digest.hexadecimal),
            "size": .integer(file.artifact.size),
          ]
        }),
    ]
    return document.text(.indented) + "\n"
  }

  private func line(_ text: String) -> String { UntrustedText(text).terminal() }
}
