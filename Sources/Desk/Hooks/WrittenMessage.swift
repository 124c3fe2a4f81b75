/// A message as its author left it in the file that git opened, without what git strips from it.
///
/// <https://git-scm.com/docs/git-commit#Documentation/git-commit.txt---cleanupltmodegt>
struct WrittenMessage {
  let text: String

  var isEmpty: Bool { text.allSatisfy(\.isWhitespace) }

  init(_ file: String) {
    let lines = file.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let whole = lines.prefix { !$0.dropFirst().hasPrefix(Self.scissors) }
    // git's own comments end the file, so its last line shows core.commentChar.
    let last = whole.last { !$0.isEmpty }?.first
    let comment = last.flatMap { "#;@!$%^&|:".contains($0) ? $0 : nil } ?? "#"
    text = whole.filter { $0.first != comment }.joined(separator: "\n")
  }

  private static let scissors = " ------------------------ >8 ------------------------"
}
