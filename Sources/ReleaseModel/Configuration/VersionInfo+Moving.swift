import Digest
import JSON

/// A bump that does not start where the file stands, or leads to what no file takes.
package enum StaleBump: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file has `found`, or no pin of it.
  case elsewhere(Bump, found: PinIdentity?)
  /// It leads to a commit that did not land upstream.
  case unlanded(Bump)

  package var description: String {
    switch self {
    case .elsewhere(let bump, let found):
      "the bump of \(bump.component) starts at \(bump.from.identity), but \(VersionInfo.path) has "
        + (found?.description ?? "no pin of it")
        + "\n  hint: plan again from the file as it is now"
    case .unlanded(let bump):
      "\(bump.component): \(bump.to.identity) was only tried; expected a commit that landed upstream"
        + "\n  hint: pin it once it is on the tracking branch upstream"
    }
  }
}

extension VersionInfo {
  /// This file with the pins moved, changing only what moves.
  ///
  /// Throws when a bump does not start at what is pinned here, so that nobody's pin is overwritten, and
  /// when it leads to a commit that did not land upstream.
  package func moving(_ bumps: [Bump]) throws(StaleBump) -> VersionInfo {
    var edits: [TextEdit] = []
    for bump in bumps {
      guard let current = pins[bump.component], current.identity == bump.from.identity,
        let pin = outline[.pins]?.value[bump.component.description]?.value
      else { throw .elsewhere(bump, found: pins[bump.component]?.identity) }
      switch (current, bump.to) {
      case (.git, .git(let new)) where new.isUnlanded: throw .unlanded(bump)
      case (.git, .git(let new)): edits += self.edits(of: pin, to: new)
      case (.wheel, .wheel(let new)): edits += self.edits(of: pin, to: new)
      case (.git, .wheel), (.wheel, .git):
        throw .elsewhere(bump, found: current.identity)
      }
    }
    let moved = TextEdit.applying(edits, to: bytes)
    do throws(Mistakes) {
      return try VersionInfo.read(moved)
    } catch {
      preconditionFailure("an edit of good pins gave a bad file: \(error)")
    }
  }

  private func edits(of pin: DocumentOutline, to new: GitPin) -> [TextEdit] {
    ObjectEdit(pin, in: bytes).edits([
      (Key.revision.rawValue, literal(new.revision.description)),
      (Key.label.rawValue, new.label.map(literal)),
      (Key.date.rawValue, new.date.map { literal($0.description) }),
    ])
  }

  private func edits(of pin: DocumentOutline, to new: WheelPin) -> [TextEdit] {
    let version = ObjectEdit(pin, in: bytes).edits([
      (Key.version.rawValue, literal(new.version.description))
    ])
    guard let files = pin[.files]?.value else { return version }
    let old = files.members.map(\.key)
    let kept = old.filter { text(of: $0, in: new) != nil }
    let added = new.files.keys.map(\.description).filter { !old.contains($0) }.sorted()
    guard !kept.isEmpty else {
      let entries = added.map { literal($0) + ": " + (text(of: $0, in: new) ?? "null") }
      let list = "{ " + entries.joined(separator: ", ") + " }"
      return version + [TextEdit(range: files.bytes, text: list)]
    }
    return version
      + ObjectEdit(files, in: bytes).edits(
        (old + added).map { ($0, text(of: $0, in: new)) })
  }

  /// The files of `target`, as the canonical form writes them.
  private func text(of target: String, in pin: WheelPin) -> String? {
    TargetName(target).flatMap { pin.files[$0] }.map { files in
      guard files.common == nil else { return files.recorded.text() }
      return objectText(
        files.values.compactMap { python, digest in
          python.map { ("\($0)", literal("\(digest)")) }
        })
    }
  }

  private func literal(_ text: String) -> String { JSONValue.string(text).text() }
}
