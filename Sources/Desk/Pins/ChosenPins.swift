import CommandLineTool
import Pinning
import ReleaseModel
import SafeText

extension ReleaseConfiguration {
  /// Today's pins, but those that `texts` name: `iree-base-runtime=3.13.0`, or `iree=` and a full commit id.
  package func pins(
    choosing texts: [String], of upstream: any PinUpstream
  ) async throws(CommandFailure) -> PinSet {
    var pins = versionInfo.pins
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let name = ComponentName(parts[0]), let pinned = pins[name] else {
        throw notAPin(text)
      }
      let question: PinQuestion
      switch pinned {
      case .git(let pin):
        guard let revision = Revision(parts[1]) else { throw notAPin(text) }
        question = .commits(name, .revision(revision), from: pin.revision)
      case .wheel: question = .versions(name)
      }
      guard let pin = try chosen(parts[1], name, in: await upstream.answer(question)) else {
        throw notAPin(text)
      }
      pins = pins.moving(name, to: pin)
    }
    return pins
  }
}

/// The pin that `text` means of `name`; nil when it cannot mean any.
private func chosen(
  _ text: String, _ name: ComponentName, in answer: PinAnswer
) throws(CommandFailure) -> Pin? {
  switch answer {
  case .commits(let commits):
    guard let commit = commits.first else { return nil }
    guard case .onBranch = commit.place else {
      throw CommandFailure(.remoteSaidNo, "\(name): \(text) is not on its tracking branch")
    }
    return .git(commit.pin)
  case .versions(let candidates, let skipped):
    guard let version = PythonVersion(text) else { return nil }
    let found = candidates.first { candidate in
      if case .wheel(let pin) = candidate.pin { pin.version == version } else { false }
    }
    if let found { return found.pin }
    let why = skipped.first { $0.label == "\(version)" }?.why
    throw CommandFailure(
      .remoteSaidNo,
      "\(name) \(version): "
        + (why.map { UntrustedText($0).terminal() } ?? "the index has no such version"))
  case .absent(let why): throw CommandFailure(.remoteSaidNo, "\(name): \(safe(why))")
  case .refused(let why): throw CommandFailure(.refused, "\(name): \(safe(why))")
  case .unknown(let why): throw CommandFailure(.tryLater, "\(name): \(safe(why))")
  case .records, .tooFar: return nil
  }
}

private func safe(_ text: String) -> String { UntrustedText(text).terminal(limit: 1_000) }

private func notAPin(_ text: String) -> CommandFailure {
  CommandFailure(
    .usage,
    "--pin \(UntrustedText(text).terminal()): expected COMPONENT=VERSION, or COMPONENT=COMMIT with "
      + "the commit's full id")
}
