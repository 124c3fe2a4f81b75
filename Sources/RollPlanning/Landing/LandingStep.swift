import Digest
import Foundation
import ReleaseModel

/// One effect, on our repository or on its forge. Each has an identity and is looked up before it is
/// done.
package enum LandingStep: Sendable, Equatable {
  case git(RepositoryStep)
  case forge(ForgeStep)
}

/// One effect on the forge: pull requests, statuses, releases.
package enum ForgeStep: Sendable, Equatable {
  case openPullRequest(PullRequestDraft)
  /// Writes the texts of a pull request, over the body that was read: what a person wrote meanwhile is
  /// read again first. With nil, over whatever stands there.
  case editPullRequest(number: Int, over: String?, PullRequestDraft)
  /// Closes a pull request of ours whose pins are not wanted any more; `body` says why.
  case closePullRequest(number: Int, over: String?, body: String)
  case setStatus(StatusFacts)
  /// Asks the platform to merge the pull request, whose head must be exactly that of the request.
  case mergePullRequest(MergeRequest)
  case createDraftRelease(ReleaseDraft)
  /// Deletes a draft that a lost answer left beside the one we keep; never a published release.
  case deleteDraftRelease(id: Int, because: String)
  case uploadAsset(release: Int, AssetDraft)
  case deleteAsset(release: Int, asset: Int, because: String)
  case publishRelease(id: Int, tag: ReleaseTag)
}

package struct PullRequestDraft: Sendable, Equatable {
  package let branch: SlotBranch
  /// The branch that it leads to, such as `main`.
  package let base: BranchName
  package let head: Revision
  package let title: String
  package let body: String

  package init(
    branch: SlotBranch, base: BranchName, head: Revision, title: String, body: String
  ) {
    self.branch = branch
    self.base = base
    self.head = head
    self.title = title
    self.body = body
  }
}

/// A merge that the platform makes, because the branch takes nothing else.
///
/// Title and message are the bump commit's, so that its trailers stand on the rolled branch, or on the
/// second parent of what stands there.
package struct MergeRequest: Sendable, Equatable {
  package let number: Int
  package let head: Revision
  package let title: String
  package let message: String
  /// Whether the branch has a merge queue, which words its commits itself.
  package let isQueued: Bool

  package init(number: Int, head: Revision, title: String, message: String, isQueued: Bool) {
    self.number = number
    self.head = head
    self.title = title
    self.message = message
    self.isQueued = isQueued
  }
}

/// A commit that changes a few files of its parent, with everything that its id depends on.
package struct CommitDraft: Sendable, Equatable {
  package let parent: Revision
  /// Path and new content.
  package let files: [String: [UInt8]]
  package let message: String
  /// Author's and committer's date, in UTC.
  package let date: Timestamp

  package init(parent: Revision, files: [String: [UInt8]], message: String, date: Timestamp) {
    self.parent = parent
    self.files = files
    self.message = message
    self.date = date
  }
}

package struct TagDraft: Sendable, Equatable {
  package let tag: ReleaseTag
  package let commit: Revision
  package let message: String
  package let date: Timestamp

  package init(tag: ReleaseTag, commit: Revision, message: String, date: Timestamp) {
    self.tag = tag
    self.commit = commit
    self.message = message
    self.date = date
  }
}

package struct ReleaseDraft: Sendable, Equatable {
  package let tag: ReleaseTag
  package let commit: Revision
  package let title: String
  package let body: String

  package init(tag: ReleaseTag, commit: Revision, title: String, body: String) {
    self.tag = tag
    self.commit = commit
    self.title = title
    self.body = body
  }
}

package struct AssetDraft: Sendable, Equatable {
  package enum Content: Sendable, Equatable {
    case bytes([UInt8])
    /// Built by the validation on that target; found or built again when it is uploaded.
    case artifact(TargetName)
    case file(URL)
  }

  package let name: String
  package let content: Content
  package let digest: SHA256Digest
  /// In bytes.
  package let size: Int64

  package init(name: String, content: Content, digest: SHA256Digest, size: Int64) {
    self.name = name
    self.content = content
    self.digest = digest
    self.size = size
  }

  /// This asset with its content in the file at `url`.
  package func found(at url: URL) -> AssetDraft {
    AssetDraft(name: name, content: .file(url), digest: digest, size: size)
  }

  /// A file that we write ourselves, such as the manifest.
  package init(name: String, text: String) {
    let bytes = Array(text.utf8)
    self.init(
      name: name, content: .bytes(bytes), digest: SHA256Digest(of: bytes), size: Int64(bytes.count))
  }
}
