/// `Roll iree and openxla-nvgpu (nightly)`: at most 72 columns where the names allow it, the width
/// at which GitHub folds a subject.
func bumpSubject(of components: [ComponentName], by mover: String) -> String {
  let ending = " (\(mover))"
  let listings = listings(of: components.map(\.description))
  let fitting = listings.first { $0.count + ending.count <= 72 }
  return (fitting ?? listings[listings.count - 1]) + ending
}

/// What moves, the longest way of saying it first.
private func listings(of names: [String]) -> [String] {
  let count = "Roll \(names.count) component" + (names.count == 1 ? "" : "s")
  guard let last = names.last else { return [count] }
  guard names.count > 2 else { return ["Roll " + names.joined(separator: " and "), count] }
  let whole = "Roll " + names.dropLast().joined(separator: ", ") + " and " + last
  let shorter = (1..<names.count - 1).reversed().map { shown in
    "Roll " + names.prefix(shown).joined(separator: ", ") + " and \(names.count - shown) more"
  }
  return [whole] + shorter + [count]
}
