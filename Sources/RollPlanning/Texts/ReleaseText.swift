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
    return """
      A pre-release of openxla-compiler \(version.official), tested as a whole at commit \(commit).

      ### What moved

      \(moved)

      ### Install

      Download the files of your platform into one folder; the lock file installs exactly this release:

      \(installing)

      \(composition)

      `SHA256SUMS` lists every file; `manifest.json` says what each was made from and which evidence \
      let it land.
      """
  }

  /// How each target's release is installed, and which parts of it can be installed alone.
  private var installing: String {
    var lines = evidence.map { record in
      let locks = record.artifacts.map(\.name).filter { $0.hasSuffix(".lock.txt") }
      let lock = locks.first { $0.hasPrefix("\(extraPrefix)all-") } ?? locks.first ?? ""
      return
        "- `\(record.subject.target)`: `pip install --require-hashes --find-links . -r \(lock)`"
    }
    let extras = Set(
      files.map(\.artifact.name).filter { $0.hasPrefix(extraPrefix) }
        .map { $0.dropFirst(extraPrefix.count).prefix { $0 != "-" } }
    ).subtracting(["all"])
    guard !extras.isEmpty else { return lines.joined(separator: "\n") }
    let names = extras.sorted().map { "`\($0)`" }.joined(separator: ", ")
    lines += [
      "", "Instead of `all`, a part can be installed alone: \(names).",
      "`python -m openxla` shows the installed packages, and the extras that this release lacks.",
    ]
    return lines.joined(separator: "\n")
  }

  /// The pins that the files are made of, apart from those that are only pinned with them.
  private var composition: String {
    guard let parts else { return "### All pins\n\n" + table(of: pins.components) }
    let beside = pins.components.filter { !parts.contains($0) }
    let made = "### Made of\n\n" + table(of: pins.components.filter(parts.contains))
    guard !beside.isEmpty else { return made }
    return """
      \(made)

      ### Pinned beside

      None of these files is made of these components:

      \(table(of: beside))
      """
  }

  private func table(of components: [ComponentName]) -> String {
    let rows = components.compactMap { name in
      pins[name].map { "| `\(name)` | \(UntrustedText($0.label).tableCell()) |" }
    }
    return (["| Component | At |", "| --- | --- |"] + rows).joined(separator: "\n")
  }

  /// `SHA256SUMS`, in the format that sha256sum --check reads.
  var checksums: String {
    files.map { "\($0.artifact.digest.hexadecimal)  \($0.artifact.name)\n" }.joined()
  }

  /// `manifest.json`: what the release is made from, for machines.
  var manifest: String {
    var document = JSONObject([
      ("schema", 1), ("name", "openxla-compiler"), ("version", .string("\(version)")),
      ("tag", .string("\(ReleaseTag(version))")), ("commit", .string("\(commit)")),
      ("schedule", .string("\(message.schedule)")), ("slot", .string("\(message.slot)")),
      ("pin-set", .string("\(pins.digest)")), ("pins", identities { _ in true }),
    ])
    if let parts {
      document["made-of"] = identities(where: parts.contains)
      document["pinned-beside"] = identities { !parts.contains($0) }
    }
    document["evidence"] = .object(
      JSONObject(evidence.map { ("\($0.subject.target)", summary(of: $0)) }))
    document["files"] = .array(
      files.map { file in
        [
          "name": .string(file.artifact.name), "target": .string("\(file.target)"),
          "sha256": .string(file.artifact.digest.hexadecimal),
          "size": .integer(file.artifact.size),
        ]
      })
    return JSONValue.object(document).text(.indented) + "\n"
  }

  private func identities(where isWanted: (ComponentName) -> Bool) -> JSONValue {
    let members = pins.components.filter(isWanted).compactMap { name in
      pins[name].map { ("\(name)", JSONValue.string("\($0.identity)")) }
    }
    return .object(JSONObject(members))
  }

  private func summary(of record: Evidence) -> JSONValue {
    [
      "digest": .string("\(record.digest)"), "recipe": .string("\(record.subject.recipe)"),
      "image": .string(record.image), "when": .string("\(record.when)"),
      "checks": .integer(Int64(record.checks.count)),
    ]
  }

  private func line(_ text: String) -> String { UntrustedText(text).terminal() }
}

/// How the names of the locks of the package `openxla` begin, one for each of its extras.
private let extraPrefix = "openxla-with-"
