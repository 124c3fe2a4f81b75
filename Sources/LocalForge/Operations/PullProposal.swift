import Git

/// A pull request that a client wants opened, checked as far as that goes without the repository.
struct PullProposal: Sendable, Equatable {
  let title: String
  let body: String?
  let head: String
  let base: String
  let isDraft: Bool

  init(_ fields: Fields, owner: String) throws(Refusal) {
    try fields.require("head", "base")
    guard let title = try fields.text("title"),
      !title.allSatisfy(\.isWhitespace)
    else { throw .validation(missingTitle) }
    self.title = title
    body = try fields.text("body")
    let name = HeadName(try fields.requiredText("head"))
    guard name.belongs(to: owner) else { throw .invalid("PullRequest", field: "head") }
    head = name.branch
    base = try fields.requiredText("base")
    isDraft = try fields.flag("draft") ?? false
  }

  /// Where both branches stand, when there is something to merge.
  func tips(
    in repository: borrowing OpenRepository, owner: String
  ) throws -> (head: ObjectID, base: ObjectID) {
    guard let base = try repository.tip(of: base) else {
      throw Refusal.invalid("PullRequest", field: "base")
    }
    guard let head = try repository.tip(of: head) else {
      throw Refusal.invalid("PullRequest", field: "head")
    }
    guard try repository.mergeBase(base, head) != nil else {
      throw Refusal.custom(
        "PullRequest",
        "The \(owner):\(self.head) branch has no history in common with \(owner):\(self.base)")
    }
    guard try !repository.isAncestor(head, of: base) else {
      throw Refusal.custom("PullRequest", "No commits between \(self.base) and \(self.head)")
    }
    return (head, base)
  }
}

private let missingTitle = FieldError(
  resource: "Issue", code: "missing_field", field: "title")

extension OpenRepository {
  /// Where branch `name` stands; nil when there is none, or none can be called so.
  func tip(of name: String) throws(GitError) -> ObjectID? {
    guard let reference = try? ReferenceName(branch: name) else { return nil }
    return try self.reference(reference)?.id
  }
}
