extension Form where Value == [Component] {
  /// `schedules/components.json`.
  ///
  /// URLs that start with one of `exceptions` are taken although the policy refuses them, for tests
  /// and mirrors.
  static func components(exceptions: [String] = []) -> Form {
    let component = Form<Upstream>.either(
      "a component", "an object with \"git\" and \"branch\", or with \"index\"",
      (.git, .repository(exceptions: exceptions)), (.index, .project))
    return .object(
      "a components file",
      "The upstreams that we pin: the location of each, and the files in which it records its own "
        + "pins. All other files refer to a component by its key."
    ) { its in
      let components = its(
        .components, .entries(of: "components", ComponentKind.self, component),
        "Components by name.")
      return try components().map { Component(name: $0, origin: $1.origin, records: $1.records) }
    }
  }
}

private struct Upstream: Sendable {
  let origin: Component.Origin
  let records: [RecordedPins]
}

extension Form where Value == Upstream {
  fileprivate static func repository(exceptions: [String]) -> Form {
    .object("a git component", as: "git-component", "A git repository.") { its in
      let url = its(
        .git, .url(exceptions: exceptions),
        "The https URL of the repository, on a public host. Other schemes, user names, addresses "
          + "and local names are refused: they run programs, read this machine or reach into its "
          + "network.")
      let branch = its(.branch, .branch, "The tracking branch. A pin must be reachable from it.")
      let records = its.optional(
        .records, .list(of: "records", .record), else: [],
        "The files in which the repository records its own pins.")
      return try Upstream(origin: .git(url: "\(url())", branch: "\(branch())"), records: records())
    }
  }

  fileprivate static let project = Form.object(
    "an index component", as: "index-component",
    "A project on the Python index that pip is configured with."
  ) { its in
    let project = its(
      .index, .project, "The project's name in its normal form: lower case, single '-'.")
    let records = its.optional(
      .records, .list(of: "records", .record), else: [],
      "The files in which the project's wheels record their sources.")
    return try Upstream(origin: .index(project: "\(project())"), records: records())
  }
}

extension Form where Value == RepositoryURL {
  fileprivate static func url(exceptions: [String]) -> Form {
    Form(Schema(["type": "string", "format": "uri", "pattern": "^https://"])) { cursor in
      guard let text = cursor.value.string else { return cursor.wrong("a string") }
      do throws(RepositoryURL.Fault) {
        return try RepositoryURL(text, exceptions: exceptions)
      } catch {
        cursor.mistake(error.kind, found: error.found, expected: error.expected, hint: error.hint)
        return nil
      }
    }
  }
}

extension Form where Value == ProjectName {
  fileprivate static let project = Form.text(
    "a project's name in its normal form: a-z, 0-9 and single '-'",
    ["pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"],
    hint: { ProjectName(normalizing: $0).map { "write \(quoted($0.description))" } },
    { ProjectName($0) })
}

extension Form where Value == BranchName {
  static let branch = Form.text(BranchName.grammar, ["minLength": 1]) { BranchName($0) }
}

extension Form where Value == RecordedPins {
  fileprivate static let record = Form.object(
    "a record of pins", as: "record",
    "A file in which a component records its own pins. It is read as data and never executed."
  ) { its in
    let format: Field<RecordedPins.Format> = its(
      .format, .choice(),
      "sync_deps.py: the literal dictionaries that openxla-devtools writes. requirements.txt: lines "
        + "`name==version`. submodules: the tree's submodule entries. version_info.json: our own "
        + "format, and IREE's version.json. version.py: the REVISIONS dictionary in a wheel.")
    let names = its(
      .names,
      .entries(
        "an object from upstream's names to component names", keys: Schema([:]),
        .name(of: ComponentKind.self), atLeast: 1, { name, _ in name }),
      "For each name that upstream uses (a dictionary's key, a project, a submodule's path), our "
        + "component.")
    let path = its.optional(
      .path, .relativePath,
      "The file in the repository or wheel. Not needed for submodules: .gitmodules lists their "
        + "paths.")
    guard let path = try path() ?? (format.value == .submodules ? ".gitmodules" : nil) else {
      throw its.wrong(found: "a record without \"path\"", expected: "the path of the file")
    }
    return try RecordedPins(
      format: format(), path: path,
      names: Dictionary(names(), uniquingKeysWith: { first, _ in first }))
  }
}
