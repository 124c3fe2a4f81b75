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
      return .take(.createTag(tag))
    }
    guard tagged.commit == tag.commit else {
      return .stop(.tagTaken(tag: "\(tag.tag)", by: tagged.commit.abbreviated))
    }
    let ours = facts.releases.filter { $0.tag == "\(tag.tag)" }
    guard let kept = ours.first(where: { !$0.isDraft }) ?? ours.min(by: { $0.id < $1.id }) else {
      return .take(.createDraftRelease(release))
    }
    if let extra = ours.first(where: { $0.id != kept.id && $0.isDraft }) {
      return .take(
        .deleteDraftRelease(id: extra.id, because: "release \(kept.id) is for the same tag"))
    }
    return kept.isDraft ? fill(kept) : verify(kept)
  }

  private func fill(_ draft: ReleaseFacts) -> NextStep {
    for shown in draft.assets {
      guard let wanted = assets.first(where: { $0.name == shown.name }) else {
        return .take(.deleteAsset(release: draft.id, asset: shown.id, because: "not ours"))
      }
      if let difference = difference(shown, wanted) {
        return .take(.deleteAsset(release: draft.id, asset: shown.id, because: difference))
      }
    }
    let names = Set(draft.assets.map(\.name))
    if let missing = assets.first(where: { !names.contains($0.name) }) {
      return .take(.uploadAsset(release: draft.id, missing))
    }
    return .take(.publishRelease(id: draft.id, tag: tag.tag))
  }

  private func verify(_ published: ReleaseFacts) -> NextStep {
    for wanted in assets {
      let shown = published.assets.first { $0.name == wanted.name }
      let why = shown.map { difference($0, wanted) } ?? "it is missing"
      if let why {
        return .stop(.releaseDiffers(tag: "\(tag.tag)", file: wanted.name, why: why))
      }
    }
    return .done
  }

  private func difference(_ shown: AssetFacts, _ wanted: AssetDraft) -> String? {
    guard shown.isUploaded else { return "the upload did not finish" }
    guard let digest = shown.digest else { return "the forge shows no digest" }
    return digest == wanted.digest ? nil : "its digest is \(digest), not \(wanted.digest)"
  }
}
