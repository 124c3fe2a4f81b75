import Foundation
import ReleaseModel

/// One component's place in a workspace.
package struct Checkout: Sendable, Hashable {
  package let component: ComponentName
  /// Where it is cloned from.
  package let url: String
  package let branch: String
  package let revision: Revision
  /// The folder named as the component, which is its identity in a workspace.
  package let folder: URL

  package init(
    component: ComponentName, url: String, branch: String, revision: Revision, in workspace: URL
  ) {
    self.component = component
    self.url = url
    self.branch = branch
    self.revision = revision
    folder = workspace.appendingPathComponent(component.description)
  }
}

/// What a checkout's folder holds.
package enum CheckoutState: Sendable, Equatable {
  case missing
  /// Something is there that git does not know.
  case occupied
  /// `unsaved` counts what would be lost: changed files, and commits that no ref has.
  case at(Revision, branch: String?, changedFiles: Int, unsavedCommits: Int)
}

/// What is done to a checkout.
package enum CheckoutStep: Sendable, Equatable {
  case clone
  case move(from: Revision)
  case nothing
  case leave(because: String)
}

extension CheckoutStep {
  /// What brings a folder in `state` to `wanted` without losing anybody's work.
  package init(from state: CheckoutState, to wanted: Revision) {
    switch state {
    case .missing: self = .clone
    case .occupied: self = .leave(because: "the folder exists but is not a git repository")
    case .at(let revision, _, _, _) where revision == wanted: self = .nothing
    case .at(_, _, let files, _) where files > 0:
      self = .leave(because: "\(files) file\(files == 1 ? " has" : "s have") changes")
    case .at(_, _, _, let commits) where commits > 0:
      self = .leave(
        because: "\(commits) commit\(commits == 1 ? " is" : "s are") on no branch; git branch NAME"
          + " keeps them")
    case .at(let revision, _, _, _): self = .move(from: revision)
    }
  }
}
