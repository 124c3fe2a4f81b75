import Digest

extension Form where Value == [Target] {
  /// `schedules/targets.json`.
  static let targets = Form.object("a targets file", "The platforms that we release for.") { its in
    let targets = its(
      .targets, .entries(of: "targets", TargetKind.self, .target), "Targets by name.")
    return try targets().map { $1($0) }
  }
}

/// A target whose name is told elsewhere.
private typealias NamedLater = @Sendable (TargetName) -> Target

extension Form where Value == NamedLater {
  fileprivate static let target = Form.object(
    "a target", as: "target", "One platform. A disabled target stays in the file, with the reason.",
    ["oneOf": .array([Key.python, .pythons].map { ["required": [.string($0.rawValue)]] })]
  ) { its in
    let isEnabled = its(.enabled, .flag, "Whether schedules may use it.")
    let python = its.optional(
      .python, .python,
      "The CPython of this target as wheels name it, such as cp311, if it has only one. Files for "
        + "it, for the stable ABI up to it, and pure Python fit.")
    let pythons = its.optional(
      .pythons, .entries(byPython: "Pythons", .imageOfPython),
      "The CPythons of this target, each with its image. Packages are built with the first, "
        + "which runs every check; the others run some.")
    let platforms = its(
      .platforms, .list(of: "platform tags", .platform, atLeast: 1),
      "The platform tags whose wheels run on every machine of this target, best first. A manylinux "
        + "tag names the newest glibc that can be relied on and stands for every older one: with "
        + "manylinux_2_36_x86_64, files for manylinux_2_28_x86_64 and manylinux2014_x86_64 fit, one "
        + "for manylinux_2_39_x86_64 does not. A macosx or win tag stands for itself.")
    let missing = its.optional(
      .missing, .text(),
      "The reason why it cannot be enabled yet. Required if \"enabled\" is false, not allowed "
        + "otherwise.")
    let image = its.optional(.image, .image, whatImage)
    its.retired(.devices, "No longer read: packages say which devices they compile for.")
    its.retired(.runs, "No longer read: packages say where they run what they compile.")
    its.retired(
      .emulator, "No longer read: images say what runs the programs of another processor.")
    let why = try its.reason(missing, isEnabled: isEnabled, "target", "it can be enabled")
    let each = try its.pythons(python, image, pythons)
    if why == nil, each.contains(where: { $0.image.isEmpty }) {
      throw its.wrong(
        found: "an enabled target without \"image\"",
        expected: "a folder of images/, or an image by digest")
    }
    let tags = try platforms()
    return { Target(name: $0, missing: why, pythons: each, platforms: tags) }
  }
}

private let whatImage =
  "A folder under images/ whose recipe makes the image, or a published image by digest: "
  + "registry/name@sha256:<64 hex>. A tag is refused, because it can be moved."

extension Form where Value == String {
  /// Where a target's Python is tried; empty where nothing is said.
  fileprivate static let imageOfPython = Form.object(
    "a Python of a target", as: "target-python", "Where packages are tried on this Python."
  ) { its in
    let image = its.optional(.image, .image, whatImage)
    return try image() ?? ""
  }
}

extension Members {
  /// The Pythons of a target: those of "pythons", or the one of "python" and "image".
  fileprivate func pythons(
    _ python: Field<PythonTag?>, _ image: Field<String?>, _ pythons: Field<[(PythonTag, String)]?>
  ) throws -> [Target.Python] {
    switch (try python(), try pythons()) {
    case (let tag?, nil): return [Target.Python(tag, image: try image() ?? "")]
    case (nil, let each?) where image.cursor == nil:
      return each.map { Target.Python($0, image: $1) }
    case (nil, _?), (_?, _?):
      throw wrong(
        found: "both \"pythons\" and \"python\" or \"image\"",
        expected: "\"python\" and \"image\", or only \"pythons\"",
        hint: "\"pythons\" says the image of each Python")
    case (nil, nil):
      missing(.python, at: cursor)
      throw Unread()
    }
  }

  /// What is missing before something can be enabled: said exactly where it is not.
  func reason(_ missing: Field<String?>, isEnabled: Field<Bool>, _ noun: String, _ end: String)
    throws -> String?
  {
    switch (try isEnabled(), missing.cursor) {
    case (true, let place?):
      place.mistake(
        found: "\"missing\" in an enabled \(noun)",
        expected: "\"missing\" only where \"enabled\" is false")
      throw Unread()
    case (false, nil):
      throw wrong(
        found: "a disabled \(noun) without a reason", expected: "the key \"missing\"",
        hint: "say what is missing before \(end)")
    case (true, nil), (false, _?): return try missing()
    }
  }
}

extension Form where Value == String {
  fileprivate static let platform: Form = .pattern(
    "^(manylinux_2_|musllinux_1_|macosx_|win_)[a-z0-9_]*[a-z0-9]$", longest: 100,
    "a platform tag such as \"manylinux_2_36_x86_64\" or \"macosx_13_0_arm64\"")

  fileprivate static let image = Form(text().schema()) { cursor in
    let expected = "the name of a folder of images/, or registry/name@sha256:<64 hex>"
    guard let text = cursor.value.string else { return cursor.wrong(expected) }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2, SHA256Digest(parts[1]) != nil, isImageName(parts[0]) { return text }
    if PlainWord(text) != nil { return text }
    let isTag = parts.count == 1 && text.contains(":") && isImageName(text)
    cursor.mistake(
      isTag ? .refused : .badData, expected: expected,
      hint: "a tag can be moved to another image; a digest cannot")
    return nil
  }
}

private func isImageName(_ text: String) -> Bool {
  !text.isEmpty && !text.hasPrefix("-") && text.utf8.count <= 300
    && text.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (97...122).contains(byte) || (65...90).contains(byte)
        || "._-/:".utf8.contains(byte)
    }
}
