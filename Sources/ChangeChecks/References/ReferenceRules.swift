import ReleaseModel

/// What a push must keep to: main only grows, tags never move and say what the file says.
package struct ReferenceRules: Sendable {
  package let update: ReferenceUpdate

  package init(_ update: ReferenceUpdate) {
    self.update = update
  }

  package var mistakes: [Mistake] {
    if update.name == "refs/heads/main" { return mainMistakes }
    guard update.name.hasPrefix("refs/tags/") else { return [] }
    return tagMistakes(String(update.name.dropFirst("refs/tags/".count)))
  }

  private var mainMistakes: [Mistake] {
    guard update.old != nil else { return [] }
    guard update.new != nil else { return [mainDeleted] }
    switch update.movement {
    case .forward: return []
    case .backward, .apart: return [mainForced]
    case .unknown(let why): return [mainUnknown(why)]
    }
  }

  private func tagMistakes(_ name: String) -> [Mistake] {
    let tag = ReleaseTag(name)
    switch (update.old, update.new) {
    case (let old?, let new?): return old == new ? [] : [tagMoved(name, old, new)]
    case (_?, nil):
      // A pre-release is deleted when it is collected; an official one is for ever.
      return tag.map { $0.version.preRelease == nil } ?? false ? [tagDeleted(name)] : []
    case (nil, _): return newTagMistakes(name, tag)
    }
  }

  private func newTagMistakes(_ name: String, _ tag: ReleaseTag?) -> [Mistake] {
    let looksLikeRelease = name.first == "v" && (name.dropFirst().first?.isNumber ?? false)
    guard let tag else { return looksLikeRelease ? [noReleaseTag(name)] : [] }
    guard let tagged = update.tag else { return [] }
    guard let message = tagged.message else { return [notAnnotated(name)] }
    guard let info = tagged.tree?.versionInfo else { return [nothingReleased(name)] }
    let pinSets = MessageTrailers(message)["Pin-Set"].filter { $0 != "\(info.pins.digest)" }
    let isOther = tag.version.official != info.packageVersion
    return (isOther ? [otherVersion(name, info.packageVersion)] : [])
      + pinSets.map { otherPins(name, $0, info.pins) }
  }
}

// What is said.
extension ReferenceRules {
  private func said(
    _ kind: Mistake.Kind, found: String, expected: String, hint: String
  ) -> Mistake {
    Mistake(
      kind: kind, file: plain(update.name), place: .file, found: found, expected: expected,
      hint: hint)
  }

  private var mainDeleted: Mistake {
    said(
      .refused, found: "main deleted", expected: "main, which only grows",
      hint: "the history of main is the release log")
  }

  private var mainForced: Mistake {
    said(
      .refused,
      found: "a forced push: \(short(update.new)) does not descend from \(short(update.old))",
      expected: "main, which only grows",
      hint: "git pull --rebase, then push without --force; to undo a commit: git revert")
  }

  private func mainUnknown(_ why: String) -> Mistake {
    said(
      .refused, found: "a push that cannot be told from a forced one: \(plain(why))",
      expected: "a commit that descends from \(short(update.old))",
      hint: "git fetch (in a shallow clone: git fetch --unshallow), then push")
  }

  private func tagMoved(_ name: String, _ old: Revision, _ new: Revision) -> Mistake {
    said(
      .refused, found: "the tag \(quoted(name)) moved from \(old) to \(new)",
      expected: "a tag that stays where it is",
      hint: "existing clones keep the old tag; use a new tag name instead")
  }

  private func tagDeleted(_ name: String) -> Mistake {
    said(
      .refused, found: "the tag \(quoted(name)) of an official release deleted",
      expected: "official releases, which stay", hint: "only pre-releases are ever deleted")
  }

  private func noReleaseTag(_ name: String) -> Mistake {
    said(
      .badData, found: "the tag \(quoted(name))",
      expected: "vMAJOR.MINOR.PATCH or vMAJOR.MINOR.PATCH.devYYYYMMDDBBB",
      hint: "tags that start with v and a digit are releases; use another name for other tags")
  }

  private func notAnnotated(_ name: String) -> Mistake {
    said(
      .badData, found: "the tag \(quoted(name)) without a message",
      expected: "an annotated tag, which records its author and contents",
      hint: "git tag --annotate \(plain(name))")
  }

  private func nothingReleased(_ name: String) -> Mistake {
    said(
      .badData, found: "the tag \(quoted(name)) at something without a good \(VersionInfo.path)",
      expected: "a tag of a commit of main", hint: "git show \(plain(name)) shows what it points to"
    )
  }

  private func otherVersion(_ name: String, _ version: ReleaseVersion) -> Mistake {
    said(
      .badData,
      found: "the tag \(quoted(name)) at a commit whose \(VersionInfo.path) says "
        + quoted(version.description),
      expected: "\"v\(version)\", or a pre-release of it",
      hint: "tag the commit that raises package-version, or raise it first")
  }

  private func otherPins(_ name: String, _ found: String, _ pins: PinSet) -> Mistake {
    said(
      .badData, found: "the tag \(quoted(name)), whose message has Pin-Set: \(plain(found))",
      expected: "Pin-Set: \(pins.digest)", hint: "check that the tag is on the right commit")
  }

  private func short(_ revision: Revision?) -> String { revision?.abbreviated ?? "nothing" }
}
