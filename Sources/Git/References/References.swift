internal import CGit2

extension OpenRepository {
  /// The references whose names start with `prefix`, in order of their names, with peeled ids.
  ///
  /// Symbolic references are followed; those that lead nowhere are left out.
  package func references(withPrefix prefix: String = "refs/") throws(GitError) -> [Reference] {
    let operation = "list references under \(prefix)"
    var iterator: OpaquePointer?
    try check(git_reference_iterator_new(&iterator, raw), operation)
    guard let iterator else { return [] }
    let owned = Handle(iterator) { git_reference_iterator_free($0) }
    var found: [Reference] = []
    while true {
      var next: OpaquePointer?
      let code = git_reference_next(&next, owned.raw)
      if code == GIT_ITEROVER.rawValue { break }
      try check(code, operation)
      guard let next else { break }
      let reference = Handle(next) { git_reference_free($0) }
      guard let text = git_reference_name(reference.raw).map({ String(cString: $0) }),
        text.hasPrefix(prefix)
      else { continue }
      if let value = try resolved(reference, name: try ReferenceName(text)) { found.append(value) }
    }
    return found.sorted { $0.name < $1.name }
  }

  /// The names of all references.
  func referenceNames() throws(GitError) -> Set<String> {
    var iterator: OpaquePointer?
    try check(git_reference_iterator_new(&iterator, raw), "list references")
    guard let iterator else { return [] }
    let owned = Handle(iterator) { git_reference_iterator_free($0) }
    var names: Set<String> = []
    while true {
      var name: UnsafePointer<CChar>?
      let code = git_reference_next_name(&name, owned.raw)
      if code == GIT_ITEROVER.rawValue { return names }
      try check(code, "list references")
      if let name { names.insert(String(cString: name)) }
    }
  }

  /// The reference `name`; nil when it does not exist or leads nowhere.
  package func reference(_ name: ReferenceName) throws(GitError) -> Reference? {
    var found: OpaquePointer?
    let code = git_reference_lookup(&found, raw, name.text)
    if code == GIT_ENOTFOUND.rawValue { return nil }
    try check(code, "read \(name)")
    guard let found else { return nil }
    let reference = Handle(found) { git_reference_free($0) }
    return try resolved(reference, name: name)
  }

  /// The branch that HEAD names, whether that branch exists or not; nil when HEAD is detached.
  package func head() throws(GitError) -> ReferenceName? {
    var found: OpaquePointer?
    try check(git_reference_lookup(&found, raw, "HEAD"), "read HEAD")
    guard let found else { return nil }
    let reference = Handle(found) { git_reference_free($0) }
    guard let target = git_reference_symbolic_target(reference.raw) else { return nil }
    return try ReferenceName(String(cString: target))
  }

  /// Lets HEAD name `branch`, which need not exist.
  package func setHead(to branch: ReferenceName) throws(GitError) {
    try check(git_repository_set_head(raw, branch.text), "set HEAD to \(branch)")
  }

  private func resolved(
    _ reference: borrowing Handle, name: ReferenceName
  ) throws(GitError) -> Reference? {
    var direct: OpaquePointer?
    let code = git_reference_resolve(&direct, reference.raw)
    if code == GIT_ENOTFOUND.rawValue { return nil }
    try check(code, "resolve \(name)")
    guard let direct else { return nil }
    let owned = Handle(direct) { git_reference_free($0) }
    guard let target = git_reference_target(owned.raw) else { return nil }
    let id = ObjectID(target)
    return Reference(name: name, id: id, peeled: try peeled(id))
  }
}
