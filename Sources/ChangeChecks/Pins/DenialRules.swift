import ReleaseModel

/// Nobody pins what the file itself denies.
struct DenialRules {
  let before: VersionInfo?
  let after: VersionInfo

  var mistakes: [Mistake] {
    after.pins.components.compactMap { name in
      guard let pin = after.pins[name], before?.pins[name]?.identity != pin.identity,
        let why = after.denials[name]?[text(of: pin)] ?? before?.denials[name]?[text(of: pin)]
      else { return nil }
      return Mistake(
        kind: .refused, file: VersionInfo.path, place: after.place(of: name),
        found: "\(name) at \(plain(text(of: pin))), which is denied: \(plain(why))",
        expected: "another one", hint: "take it out of \"denied\" in a commit of its own first")
    }
  }

  private func text(of pin: Pin) -> String {
    switch pin {
    case .git(let pin): "\(pin.revision)"
    case .wheel(let pin): "\(pin.version)"
    }
  }
}
