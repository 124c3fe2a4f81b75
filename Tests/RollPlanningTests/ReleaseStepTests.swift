import Digest
import JSON
import ReleaseModel
import RollPlanning
import Testing

@Suite("The next step of a release", .timeLimit(.minutes(20)))
struct ReleaseStepTests {
  private let roll = LandedRoll(
    commit: Samples.revision("c"),
    message: BumpMessage(
      schedule: Samples.schedule, slot: Samples.slot,
      bumps: Samples.pins("3.9.0", "3.9.0").bumps(to: Samples.pins("3.13.0", "3.13.0")),
      pinSet: Samples.pins("3.13.0", "3.13.0").digest,
      evidence: [Samples.evidence(for: Samples.pins("3.13.0", "3.13.0"))]),
    before: Samples.pins("3.9.0", "3.9.0"), after: Samples.pins("3.13.0", "3.13.0"),
    evidence: [Samples.evidence(for: Samples.pins("3.13.0", "3.13.0"))])!

  private func facts(tag: Revision? = nil, releases: [ReleaseFacts] = []) -> ForgeFacts {
    ForgeFacts(
      repository: RepositoryFacts(
        branch: BranchName("main")!,
        history: [
          CommitFacts(
            revision: Samples.revision("c"), parents: [], message: "", committed: Samples.slot)
        ], slotBranch: nil,
        tags: tag.map { [TagFacts(name: "v\(Samples.version)", commit: $0)] } ?? []),
      pullRequests: [], checks: CheckFacts(statuses: []), releases: releases)
  }

  private func release(
    _ id: Int = 1, draft: Bool = true, immutable: Bool = false, _ assets: [AssetFacts] = []
  ) -> ReleaseFacts {
    ReleaseFacts(
      id: id, tag: "v\(Samples.version)", isDraft: draft, isImmutable: immutable, body: "",
      assets: assets, page: "")
  }

  private var complete: [AssetFacts] {
    roll.release.assets.enumerated().map { index, asset in
      AssetFacts(
        id: index, name: asset.name, isUploaded: true, size: asset.size, digest: asset.digest)
    }
  }

  @Test("the tag is first, then the draft, then each file, then publishing, then rest")
  func order() {
    let proposal = roll.release
    #expect(proposal.nextStep(given: facts()) == .take(.git(.createTag(proposal.tag))))
    let tagged = Samples.revision("c")
    #expect(
      proposal.nextStep(given: facts(tag: tagged))
        == .take(.forge(.createDraftRelease(proposal.release))))
    #expect(
      proposal.nextStep(given: facts(tag: tagged, releases: [release()]))
        == .take(.forge(.uploadAsset(release: 1, proposal.assets[0]))))
    #expect(
      proposal.nextStep(given: facts(tag: tagged, releases: [release(1, complete)]))
        == .take(.forge(.publishRelease(id: 1, tag: ReleaseTag(Samples.version)))))
    #expect(
      proposal.nextStep(given: facts(tag: tagged, releases: [release(draft: false, complete)]))
        == .done)
  }

  @Test("a tag that stands elsewhere is never moved")
  func tagTaken() {
    guard case .stop(.tagTaken) = roll.release.nextStep(given: facts(tag: Samples.revision("d")))
    else { return #expect(Bool(false), "it went on") }
  }

  @Test("an unfinished or different file of a draft goes first, and a person's stays")
  func repairs() {
    let faults = [
      AssetFacts(id: 7, name: "a.whl", isUploaded: false, size: 0, digest: nil),
      AssetFacts(
        id: 7, name: "a.whl", isUploaded: true, size: 1, digest: SHA256Digest(of: "other")),
    ]
    for fault in faults {
      let step = roll.release.nextStep(
        given: facts(tag: Samples.revision("c"), releases: [release(1, [fault])]))
      guard case .take(.forge(.deleteAsset(release: 1, asset: 7, because: _))) = step else {
        #expect(Bool(false), "\(fault.name): \(step)")
        continue
      }
    }
    let signature = AssetFacts(id: 8, name: "a.whl.sig", isUploaded: true, size: 1, digest: nil)
    let step = roll.release.nextStep(
      given: facts(tag: Samples.revision("c"), releases: [release(1, complete + [signature])]))
    #expect(step == .take(.forge(.publishRelease(id: 1, tag: ReleaseTag(Samples.version)))))
  }

  @Test("of two drafts for one tag the first stays")
  func twoDrafts() {
    let step = roll.release.nextStep(
      given: facts(tag: Samples.revision("c"), releases: [release(9), release(4)]))
    guard case .take(.forge(.deleteDraftRelease(id: 9, because: _))) = step else {
      return #expect(Bool(false), "\(step)")
    }
  }

  @Test("a published release that lacks a file is completed, unless it is immutable")
  func publishedLacks() {
    let lacking = Array(complete.dropFirst())
    let tagged = Samples.revision("c")
    let open = roll.release.nextStep(
      given: facts(tag: tagged, releases: [release(1, draft: false, lacking)]))
    #expect(open == .take(.forge(.uploadAsset(release: 1, roll.release.assets[0]))))
    let closed = roll.release.nextStep(
      given: facts(
        tag: tagged, releases: [release(1, draft: false, immutable: true, lacking)]))
    #expect(
      closed
        == .stop(
          .releaseLacks(
            tag: "v\(Samples.version)", files: [complete[0].name], of: complete.count)))
  }

  @Test("a published release with another file of a name of ours is left as it is")
  func publishedDiffers() {
    let other = AssetFacts(
      id: 7, name: complete[0].name, isUploaded: true, size: 1, digest: SHA256Digest(of: "other"))
    let step = roll.release.nextStep(
      given: facts(
        tag: Samples.revision("c"),
        releases: [release(1, draft: false, [other] + complete.dropFirst())]))
    guard case .stop(.releaseDiffers) = step else { return #expect(Bool(false), "\(step)") }
  }

  @Test("the checksums are those of the files and the manifest parses")
  func documents() throws {
    let release = roll.release
    let sums = try #require(release.assets.first { $0.name == "SHA256SUMS" })
    guard case .bytes(let bytes) = sums.content else { return #expect(Bool(false)) }
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("\(SHA256Digest(of: "a").hexadecimal)  a.whl\n"))
    #expect(release.tag.message.contains("iree-base-compiler: 3.9.0 -> 3.13.0"))
    #expect(BumpMessage(tag: release.tag.message) == roll.message)
  }

  @Test("notes and manifest say what the files are made of, apart from what is pinned beside them")
  func composition() throws {
    let made = roll.made(of: [Samples.compiler])
    let manifest = try #require(made.release.assets.first { $0.name == "manifest.json" })
    guard case .bytes(let bytes) = manifest.content else { return #expect(Bool(false)) }
    let json = try JSONValue(parsing: bytes)
    #expect(json["made-of"]?.object?.map(\.key) == ["iree-base-compiler"])
    #expect(json["pinned-beside"]?.object?.map(\.key) == ["iree-base-runtime"])
    #expect(json["pins"]?.object?.count == 2)
    let notes = made.release.release.body
    let parts = notes.split(separator: "### ")
    #expect(parts.contains { $0.hasPrefix("Made of") && $0.contains("`iree-base-compiler`") })
    #expect(parts.contains { $0.hasPrefix("Pinned beside") && $0.contains("`iree-base-runtime`") })
    #expect(roll.release.release.body.contains("### All pins"), "a commit that cannot be read")
  }

  @Test("a manifest that an earlier roller published stays")
  func earlierManifest() {
    let facts = facts(
      tag: Samples.revision("c"), releases: [release(draft: false, complete)])
    #expect(roll.made(of: [Samples.compiler]).release.nextStep(given: facts) == .done)
  }

  @Test("notes name the lock of all that a release holds, and the parts that have their own")
  func extras() throws {
    let names = [
      "openxla-optimizer-1.lock.txt", "openxla-with-all-1.lock.txt", "openxla-with-cpu-1.lock.txt",
    ]
    let record = Samples.evidence(for: roll.pins, files: names)
    let notes = try #require(roll.proved(by: [record])).release.release.body
    #expect(notes.contains("-r openxla-with-all-1.lock.txt`"))
    #expect(notes.contains("a part can be installed alone: `cpu`."))
  }

  @Test("evidence that the message does not name makes no release")
  func wrongEvidence() {
    let other = Samples.evidence(for: Samples.pins("3.12.0", "3.12.0"))
    #expect(
      LandedRoll(
        commit: roll.commit, message: roll.message, before: Samples.pins("3.9.0", "3.9.0"),
        after: roll.pins, evidence: [other]) == nil)
  }
}

extension ReleaseStepTests {
  fileprivate func release(_ id: Int, _ assets: [AssetFacts]) -> ReleaseFacts {
    release(id, draft: true, assets)
  }

  fileprivate func release(draft: Bool, _ assets: [AssetFacts]) -> ReleaseFacts {
    release(1, draft: draft, assets)
  }
}
