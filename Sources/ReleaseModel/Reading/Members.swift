import JSON

/// The members of an object of a known form.
struct Members {
  private let object: JSONObject
  private let owner: Cursor

  fileprivate init(_ object: JSONObject, of owner: Cursor) {
    self.object = object
    self.owner = owner
  }

  /// The member called `key`, if the object has it.
  subscript(key: String) -> Cursor? {
    object[key].map { owner.member(key, $0) }
  }
}

extension Cursor {
  /// What is done about keys that a form does not know.
  enum Strictness {
    case refuse
    case warn
  }

  /// The members of this object, after saying which are missing and which are not known.
  func members(_ form: ObjectForm, unknownKeys: Strictness = .refuse) -> Members? {
    guard let object = value.object else {
      mistake(expected: "an object: \(form.name)")
      return nil
    }
    for key in object.keys where !form.keys.contains(key) {
      guard !form.retired.contains(key) else {
        self.key(key).warning("the key \(quoted(key)) is no longer read; remove it")
        continue
      }
      switch unknownKeys {
      case .refuse: unknown(key, in: object, form: form)
      case .warn: warnUnknown(key)
      }
    }
    for key in form.required where object[key] == nil {
      mistake(
        found: "\(form.name) without \(quoted(key))", expected: "the key \(quoted(key))",
        hint: "it has: " + form.keys.filter { $0 != "$schema" }.joined(separator: ", "))
    }
    return Members(object, of: self)
  }

  private func unknown(_ key: String, in object: JSONObject, form: ObjectForm) {
    let free = form.keys.filter { object[$0] == nil }
    self.key(key).mistake(
      found: "the unknown key \(quoted(key))", expected: "a key of \(form.name)",
      hint: suggestion(for: key, among: free.isEmpty ? form.keys : free))
  }

  private func warnUnknown(_ key: String) {
    self.key(key).warning(
      "the key \(quoted(key)) is not known; it is kept unchanged")
  }
}

/// What reading has found to say so far, for one read of one or more files.
///
/// A reference, because readers go on after a mistake and everything that they find is one list. It
/// never leaves the function that reads.
final class Findings {
  private(set) var mistakes: [Mistake] = []
  private(set) var warnings: [Warning] = []

  func add(_ mistake: Mistake) { mistakes.append(mistake) }
  func add(_ warning: Warning) { warnings.append(warning) }

  /// Throws everything that is wrong, if anything is: file by file, from top to bottom.
  func check() throws(Mistakes) {
    guard !mistakes.isEmpty else { return }
    let placed = mistakes.enumerated().map { index, mistake in
      let file = mistakes.firstIndex { $0.file == mistake.file } ?? index
      return ([file, mistake.place.line ?? 0, mistake.place.column ?? 0, index], mistake)
    }
    throw Mistakes(placed.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1))
  }
}
