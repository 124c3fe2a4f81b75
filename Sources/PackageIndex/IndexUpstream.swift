import Digest
import ReleaseModel
import Rolling

/// Answers what the Python index that pip is configured with has of a component.
package struct IndexUpstream: Upstream {
  private let index: PackageIndex

  package init(_ index: PackageIndex) {
    self.index = index
  }

  package func serverDate() async -> ClosedRange<Timestamp>? { await index.serverDate() }

  package func survey(_ question: SurveyQuestion) async -> Survey {
    let name = question.component.name
    guard let asked = IndexQuestion(question) else {
      return Survey(
        component: name, answer: .unknown(because: unsupported(question)), pinned: nil)
    }
    switch await index.reading(of: asked.project) {
    case .absent(let why):
      return Survey(component: name, answer: .absent(because: why), pinned: nil)
    case .unknown(let why):
      return Survey(component: name, answer: .unknown(because: why), pinned: nil)
    case .found(let page):
      return await survey(IndexReleases(page, of: asked.project), for: asked, of: name)
    }
  }

  private func survey(
    _ releases: IndexReleases, for asked: IndexQuestion, of name: ComponentName
  ) async -> Survey {
    let findings = PinFindings(
      asked.pin, release: await settledPin(releases[asked.pin.version]), targets: asked.targets)
    var candidates: [Candidate] = []
    var skipped = findings.findings
    for release in releases.releases where release.version > asked.pin.version {
      switch release.candidate(for: asked.targets, preReleases: asked.preReleases) {
      case .skipped(let reason): skipped.append(reason)
      case .files(let files):
        switch await candidate(release.version, files) {
        case .success(let candidate): candidates.append(candidate)
        case .failure(let reason): skipped.append(reason.revision)
        }
      }
    }
    skipped += releases.unparsable.map { SkippedRevision(label: shown($0), why: notAVersion()) }
    return Survey(
      component: name, answer: .known(candidates), pinned: findings.landed, skipped: skipped)
  }

  private func settledPin(_ release: IndexRelease?) async -> IndexRelease? {
    guard var release else { return nil }
    var files: [IndexFile] = []
    for file in release.files {
      files.append(file.sha256 == nil && file.isLocal ? await index.settled(file) : file)
    }
    release.files = files
    return release
  }

  private func candidate(
    _ version: PythonVersion, _ files: [ChosenFile]
  ) async -> Result<Candidate, Skip> {
    var hashes: [TargetName: [PythonTag: SHA256Digest]] = [:]
    var landed: Timestamp?
    for chosen in files {
      let file = await index.settled(chosen.file)
      guard let sha256 = file.sha256 else { return .failure(Skip(version, unreadable(file))) }
      guard let uploaded = file.uploaded else { return .failure(Skip(version, undated(file))) }
      hashes[chosen.target, default: [:]][chosen.python] = sha256
      landed = max(landed ?? uploaded, uploaded)
    }
    let pin = WheelPin(version: version, byPython: hashes.compactMapValues { PerPython($0) })
    guard let landed else { return .failure(Skip(version, noTargets())) }
    return .success(Candidate(pin: .wheel(pin), landed: landed))
  }
}

/// A survey's question, once it is known to be about a project on an index.
private struct IndexQuestion {
  let project: ProjectName
  let preReleases: Bool
  let pin: WheelPin
  let targets: [Target]

  init?(_ question: SurveyQuestion) {
    guard case .index(let text) = question.component.origin,
      let project = ProjectName(normalizing: text),
      case .index(let preReleases) = question.source, case .wheel(let pin) = question.pin
    else { return nil }
    self.project = project
    self.preReleases = preReleases
    self.pin = pin
    targets = question.demand.targets(question.targets, of: question.component.name)
  }
}

private struct Skip: Error {
  let revision: SkippedRevision

  init(_ version: PythonVersion, _ why: String) {
    revision = SkippedRevision(label: version.description, why: why)
  }
}

private func unsupported(_ question: SurveyQuestion) -> String {
  switch (question.component.origin, question.pin) {
  case (.git, _): "this version of roller surveys Python indexes only, not git repositories"
  case (.index(let project), .git): "\(project) comes from an index, but its pin is a commit"
  case (.index(let project), .wheel):
    "\(project) comes from an index; its source must be \"index\", or its name is not one"
  }
}

private func notAVersion() -> String { "not a PEP 440 version" }

private func unreadable(_ file: IndexFile) -> String { "\(file.name) cannot be read" }

private func undated(_ file: IndexFile) -> String {
  "neither the page nor the server says when \(file.name) was uploaded"
}

private func noTargets() -> String { "no target is enabled" }
