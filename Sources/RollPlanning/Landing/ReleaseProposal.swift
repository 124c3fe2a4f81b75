import ReleaseModel

/// A pre-release that is ready to publish: its tag, texts and files are decided.
package struct ReleaseProposal: Sendable, Equatable {
  package let tag: TagDraft
  package let release: ReleaseDraft
  package let assets: [AssetDraft]

  package init(tag: TagDraft, release: ReleaseDraft, assets: [AssetDraft]) {
    self.tag = tag
    self.release = release
    self.assets = assets
  }
}

extension ReleaseProposal {
  /// The one step that brings this release nearer to being published, or why there is none.
  ///
  /// The tag comes first: drafts are not unique for a tag on GitHub, tags are
  /// (<https://docs.github.com/en/rest/releases/releases#create-a-release>).
  package func nextStep(given facts: ForgeFacts) -> NextStep {
    guard let tagged = facts.tags.first(where: { $0.name == "\(tag.tag)" }) else {
      guard facts.rises(tag.tag.version, at: tag.commit) else {
        return .stop(.versionTaken("\(tag.tag.version)"))
      }
      return .take(.git(.createTag(tag)))
    }
    guard tagged.commit == tag.commit else {
      return .stop(.tagTaken(tag: "\(tag.tag)", by: tagged.commit.abbreviated))
    }
    let ours = facts.releases.filter { $0.tag == "\(tag.tag)" }
    guard let kept = ours.first(where: { !$0.isDraft }) ?? ours.min(by: { $0.id < $1.id }) else {
      return .take(.forge(.createDraftRelease(release)))
    }
    if let extra = ours.first(where: { $0.id != kept.id && $0.isDraft }) {
      return .take(
        .forge(.deleteDraftRelease(id: extra.id, because: "release \(kept.id) is for the same tag"))
      )
    }
    return kept.isDraft ? fill(kept) : verify(kept)
  }

  /// What people put beside our files, such as a signature, stays.
  private func fill(_ draft: ReleaseFacts) -> NextStep {
    for shown in draft.assets {
      guard let wanted = assets.first(where: { $0.name == shown.name }) else { continue }
      if let difference = difference(shown, wanted) {
        return .take(.forge(.deleteAsset(release: draft.id, asset: shown.id, because: difference)))
      }
    }
    if let missing = missing(in: draft).first {
      return .take(.forge(.uploadAsset(release: draft.id, missing)))
    }
    return .take(.forge(.publishRelease(id: draft.id, tag: tag.tag)))
  }

  /// A person may have published before all files were there: these are added where the forge takes
  /// them; nobody's bytes are replaced. A broken upload leaves an asset without bytes under the name that
  /// the file needs: it goes first
  /// (<https://docs.github.com/en/rest/releases/assets#upload-a-release-asset>). The manifest is as the
  /// roller of its day wrote it.
  private func verify(_ published: ReleaseFacts) -> NextStep {
    if let left = unfinished(in: published), !published.isImmutable {
      return .take(
        .forge(.deleteAsset(release: published.id, asset: left.id, because: unfinishedUpload)))
    }
    for wanted in assets where wanted.name != LandedRoll.manifestName {
      let shown = published.assets.first { $0.name == wanted.name && $0.isUploaded }
      if let why = shown.flatMap({ difference($0, wanted) }) {
        return .stop(.releaseDiffers(tag: "\(tag.tag)", file: wanted.name, why: why))
      }
    }
    let missing = missing(in: published)
    guard let first = missing.first else { return .done }
    guard !published.isImmutable else {
      return .stop(
        .releaseLacks(tag: "\(tag.tag)", files: missing.map(\.name), of: assets.count))
    }
    return .take(.forge(.uploadAsset(release: published.id, first)))
  }

  private func missing(in release: ReleaseFacts) -> [AssetDraft] {
    let names = Set(release.assets.filter(\.isUploaded).map(\.name))
    return assets.filter { !names.contains($0.name) }
  }

  /// A file of ours whose upload broke off.
  private func unfinished(in release: ReleaseFacts) -> AssetFacts? {
    release.assets.first { shown in
      !shown.isUploaded && assets.contains { $0.name == shown.name }
    }
  }

  private func difference(_ shown: AssetFacts, _ wanted: AssetDraft) -> String? {
    guard shown.isUploaded else { return unfinishedUpload }
    guard let digest = shown.digest else { return "the forge shows no digest" }
    return digest == wanted.digest ? nil : "its digest is \(digest), not \(wanted.digest)"
  }
}

private let unfinishedUpload = "the upload did not finish"
