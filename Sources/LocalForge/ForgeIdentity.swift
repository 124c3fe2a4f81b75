/// Whose forge this is: the owner, who is also its only user, and the repository's name.
struct ForgeIdentity: Sendable, Equatable {
  let owner: String
  let name: String

  /// Nil when `owner` or `name` could not be part of a GitHub address.
  init?(owner: String, name: String) {
    guard Self.isName(owner), Self.isName(name), !name.hasSuffix(".git") else { return nil }
    self.owner = owner
    self.name = name
  }

  /// True for the address of this repository; letter case does not count, as on GitHub.
  func matches(owner: String, name: String) -> Bool {
    owner.lowercased() == self.owner.lowercased() && name.lowercased() == self.name.lowercased()
  }

  private static func isName(_ text: String) -> Bool {
    let allowed = Set("-._".utf8)
    return (1...100).contains(text.utf8.count) && text != "." && text != ".."
      && text.utf8.allSatisfy { isAlphanumeric($0) || allowed.contains($0) }
  }
}
