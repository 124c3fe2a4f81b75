import JSON

/// Reads `schedules/components.json`.
struct ComponentsReader {
  /// Beginnings of URLs that are taken although the policy refuses them, for tests and mirrors.
  let exceptions: [String]

  func components(_ cursor: Cursor) -> [Component]? {
    guard let members = cursor.members(.components) else { return nil }
    _ = members["why"]?.text()
    let entries = members["components"]?.entries(of: "components") { name, cursor in
      component(name, cursor)
    }
    return entries.map { $0.map(\.1) }
  }

  private func component(_ name: ComponentName, _ cursor: Cursor) -> Component? {
    guard let object = cursor.value.object else {
      return cursor.wrong("an object with \"git\" and \"branch\", or with \"index\"")
    }
    switch (object["git"] != nil, object["index"] != nil) {
    case (true, false): return gitComponent(name, cursor)
    case (false, true): return indexComponent(name, cursor)
    case (true, true):
      return cursor.wrong("either \"git\" or \"index\"", found: "both \"git\" and \"index\"")
    case (false, false):
      cursor.mistake(
        found: "a component without an origin", expected: "\"git\" and \"branch\", or \"index\"",
        hint: suggestionOfOrigin(object.keys))
      return nil
    }
  }

  private func gitComponent(_ name: ComponentName, _ cursor: Cursor) -> Component? {
    guard let members = cursor.members(.gitComponent) else { return nil }
    _ = members["why"]?.text()
    let url = members["git"].flatMap(url)
    let branch = members["branch"].flatMap(branch)
    let records = records(members["records"])
    guard let url, let branch, let records else { return nil }
    return Component(name: name, origin: .git(url: "\(url)", branch: "\(branch)"), records: records)
  }

  private func indexComponent(_ name: ComponentName, _ cursor: Cursor) -> Component? {
    guard let members = cursor.members(.indexComponent) else { return nil }
    _ = members["why"]?.text()
    let project = members["index"].flatMap(project)
    let records = records(members["records"])
    guard let project, let records else { return nil }
    return Component(name: name, origin: .index(project: "\(project)"), records: records)
  }

  private func url(_ cursor: Cursor) -> RepositoryURL? {
    guard let text = cursor.text() else { return nil }
    do throws(RepositoryURL.Fault) {
      return try RepositoryURL(text, exceptions: exceptions)
    } catch {
      cursor.mistake(
        error.kind, found: error.found, expected: error.expected, hint: error.hint)
      return nil
    }
  }

  private func branch(_ cursor: Cursor) -> BranchName? {
    guard let text = cursor.text() else { return nil }
    return BranchName(text) ?? cursor.wrong(BranchName.grammar)
  }

  private func project(_ cursor: Cursor) -> ProjectName? {
    guard let text = cursor.text() else { return nil }
    if let name = ProjectName(text) { return name }
    cursor.mistake(
      expected: "a project's name in its normal form: a-z, 0-9 and single '-'",
      hint: ProjectName(normalizing: text).map { "write \(quoted($0.description))" })
    return nil
  }

  private func records(_ cursor: Cursor?) -> [RecordedPins]? {
    guard let cursor else { return [] }
    return cursor.list(of: "records", record)
  }

  private func record(_ cursor: Cursor) -> RecordedPins? {
    guard let members = cursor.members(.recordedPins) else { return nil }
    _ = members["why"]?.text()
    let format = members["format"]?.choice(of: RecordedPins.Format.self)
    let names = members["names"].flatMap(names)
    let isPathNeeded = format != .submodules
    if isPathNeeded, members["path"] == nil {
      cursor.mistake(found: "a record without \"path\"", expected: "the path of the file")
    }
    let path = members["path"].map { $0.relativePath() } ?? (isPathNeeded ? nil : ".gitmodules")
    guard let format, let path, let names else { return nil }
    return RecordedPins(format: format, path: path, names: names)
  }

  private func names(_ cursor: Cursor) -> [String: ComponentName]? {
    guard let object = cursor.value.object, !object.isEmpty else {
      return cursor.wrong("an object from upstream's names to component names")
    }
    let pairs = object.map { key, value in
      (key, cursor.member(key, value).name(of: ComponentKind.self))
    }
    let good = pairs.compactMap { key, name in name.map { (key, $0) } }
    guard good.count == pairs.count else { return nil }
    return Dictionary(good, uniquingKeysWith: { first, _ in first })
  }

  private func suggestionOfOrigin(_ keys: [String]) -> String? {
    let near = keys.compactMap { key in nearest(to: key, among: ["git", "index"]).map { (key, $0) }
    }
    return near.first.map { "did you mean \(quoted($0.1)) where \(quoted($0.0)) stands?" }
  }
}
