/// Reads all files of a configuration, each once, and then what they say of each other.
struct ConfigurationReader {
  let files: [String: [UInt8]]
  let exceptions: [String]
  let findings: Findings

  func configuration() -> ReleaseConfiguration? {
    let componentsAt = cursor(at: ReleaseConfiguration.componentsPath, hint: componentsHint)
    let targetsAt = cursor(at: ReleaseConfiguration.targetsPath, hint: targetsHint)
    let components = componentsAt.flatMap(Form<[Component]>.components(exceptions: exceptions).read)
    let targets = targetsAt.flatMap(Form<[Target]>.targets.read)
    let info = versionInfo()
    let schedules = schedules()
    let packages = packages()
    guard let components, let targets else { return nil }
    let names = KnownNames(components: components, targets: targets)
    if let componentsAt { ComponentChecks(names: names).check(components, in: componentsAt) }
    if let info { PinChecks(names: names).check(info.value, in: info.cursor) }
    for (schedule, cursor) in schedules {
      ScheduleChecks(
        names: names, pins: info?.value.pins, packages: packages.map(\.0.name)
      ).check(schedule, in: cursor)
    }
    PackageChecks(names: names, packages: packages.map(\.0)).check(packages)
    guard let info else { return nil }
    return ReleaseConfiguration(
      components: components, targets: targets,
      schedules: Dictionary(schedules.map { ($0.0.name, $0.0) }, uniquingKeysWith: { $1 }),
      packages: Dictionary(packages.map { ($0.0.name, $0.0) }, uniquingKeysWith: { $1 }),
      versionInfo: info.value, warnings: findings.warnings)
  }

  private func cursor(at path: String, hint: String) -> Cursor? {
    guard let bytes = files[path] else {
      findings.add(
        Mistake(
          file: path, place: .file, found: "no such file", expected: "the file \(path)", hint: hint)
      )
      return nil
    }
    return Document(file: path, bytes: bytes, findings: findings).map {
      Cursor($0, findings: findings)
    }
  }

  private func versionInfo() -> (value: VersionInfo, cursor: Cursor)? {
    let silent = Findings()
    guard let bytes = files[VersionInfo.path],
      let document = Document(file: VersionInfo.path, bytes: bytes, findings: silent)
    else {
      _ = cursor(at: VersionInfo.path, hint: versionHint)
      return nil
    }
    let cursor = Cursor(document, findings: findings)
    return VersionInfo(bytes, file: VersionInfo.path, findings: findings).map { ($0, cursor) }
  }

  /// Every `schedules/<name>.json` but the two that are not schedules, by name.
  private func schedules() -> [(Schedule, Cursor)] {
    let others = [ReleaseConfiguration.componentsPath, ReleaseConfiguration.targetsPath]
    return read(Form<Schedule>.schedule) { path, steps in
      steps.count == 2 && steps[0] == "schedules" && path.hasSuffix(".json")
        && !others.contains(path)
    }
  }

  /// Every `packages/<name>/package.json`, by name.
  private func packages() -> [(PackageRecipe, Cursor)] {
    read(Form<PackageRecipe>.package) { _, steps in
      steps.count == 3 && steps[0] == "packages" && steps[2] == "package.json"
    }
  }

  private func read<Value>(
    _ form: Form<Value>, where fits: (String, [Substring]) -> Bool
  ) -> [(Value, Cursor)] {
    files.keys.sorted().compactMap { path in
      guard fits(path, path.split(separator: "/", omittingEmptySubsequences: false)),
        let cursor = cursor(at: path, hint: "")
      else { return nil }
      guard PlainWord(cursor.document.name) == nil else {
        return form.read(cursor).map { ($0, cursor) }
      }
      findings.add(
        Mistake(
          file: plain(path), place: .file, found: "the name \(quoted(cursor.document.name))",
          expected: "a name: \(PlainWord.grammar)", hint: "rename it"))
      return nil
    }
  }
}

// What is said about files as such.
extension ConfigurationReader {
  private var componentsHint: String {
    "create it with {\"components\": {\"iree\": {\"git\": \"https://…\", \"branch\": \"main\"}}}"
  }

  private var targetsHint: String {
    "create it; schedules/schema/targets.json describes each key"
  }

  private var versionHint: String {
    "create it with {\"package-version\": \"0.1.0\", \"package-suffix\": \"\", \"pins\": {}}"
  }
}
