/// Which of the forges on this machine is a checkout's.
///
/// By what is written in the checkout and in the forge rather than by a path: a folder that is moved
/// keeps its pull requests and releases, and one that is copied does not roll the original's main.
package struct ForgeChoice: Sendable, Equatable {
  /// What the forge's folder is called after.
  package let mark: String
  package let isFounded: Bool

  /// What a forge says about its checkout; both nil for one that was made before that was recorded.
  package struct Record: Sendable, Equatable {
    package let gitFolder: String?
    package let file: String?

    package init(gitFolder: String?, file: String?) {
      self.gitFolder = gitFolder
      self.file = file
    }
  }

  /// Chooses for `checkout`; `marks` are those that its paths would give, the best first.
  ///
  /// `record` tells what the forge of a mark says, nil when there is none; `original` reads the
  /// checkout whose git folder lies at a path, nil when there is none any more.
  package static func choose(
    for checkout: CheckoutIdentity, marks: [String], record: (String) async -> Record?,
    original: (String) async -> CheckoutIdentity?
  ) async -> ForgeChoice {
    if let mark = checkout.forge {
      guard let found = await record(mark) else { return ForgeChoice(mark: mark, isFounded: false) }
      if await belongs(found, to: checkout, original) {
        return ForgeChoice(mark: mark, isFounded: true)
      }
    } else {
      for mark in marks {
        guard let found = await record(mark) else { continue }
        let isOurs = found.gitFolder.map { $0 == checkout.gitFolder } ?? true
        if isOurs { return ForgeChoice(mark: mark, isFounded: true) }
      }
    }
    return await free(marks.first ?? "forge", record)
  }

  /// True unless `checkout` is a copy and the one that the forge was founded for is still there.
  private static func belongs(
    _ record: Record, to checkout: CheckoutIdentity,
    _ original: (String) async -> CheckoutIdentity?
  ) async -> Bool {
    guard let place = record.gitFolder, place != checkout.gitFolder, record.file != checkout.file
    else { return true }
    return await original(place)?.forge != checkout.forge
  }

  private static func free(
    _ mark: String, _ record: (String) async -> Record?
  ) async -> ForgeChoice {
    var candidate = mark
    var number = 2
    while await record(candidate) != nil {
      candidate = "\(mark)-\(number)"
      number += 1
    }
    return ForgeChoice(mark: candidate, isFounded: false)
  }
}
