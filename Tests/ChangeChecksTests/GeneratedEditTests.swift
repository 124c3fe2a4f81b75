import ChangeChecks
import ReleaseModel
import Testing

@Suite("Edits of a release repository's files", .timeLimit(.minutes(20)))
struct GeneratedEditTests {
  @Test("the files as they are have nothing against them")
  func untouched() throws {
    let own = try OwnFiles()
    let findings = CheckedChange(from: own.tree, to: own.tree).findings(
      message: ChangeMessage("Nothing"), answers: [:])
    #expect(findings.mistakes.isEmpty)
  }

  @Test("200 generated edits, good and bad, get the verdict, the place and the hint they must")
  func verdicts() throws {
    var generator = try EditGenerator(seed: 20_261_122)
    let edits = try generator.edits(200)
    #expect(edits.count == 200)
    for edit in edits {
      let change = CheckedChange(from: generator.own.tree, to: edit.files.tree)
      let findings = change.findings(
        message: edit.message.map(ChangeMessage.init), answers: edit.answers)
      check(findings.mistakes, against: edit)
    }
  }

  @Test("every family is among them, and as many good ones as make bad ones believable")
  func mixture() throws {
    var generator = try EditGenerator(seed: 1)
    let edits = try generator.edits(200)
    let good = edits.count { if case .good = $0.verdict { true } else { false } }
    #expect((30...80).contains(good))
  }

  private func check(_ mistakes: [Mistake], against edit: GeneratedEdit) {
    let said = mistakes.map(\.description).joined(separator: "\n")
    switch edit.verdict {
    case .good:
      #expect(mistakes.isEmpty, "\(edit): \(said)")
    case .bad(let kind, let file, let place, let says):
      let isFound = mistakes.contains { mistake in
        mistake.kind == kind && mistake.file == file
          && (place.isEmpty || "\(mistake.place)".contains(place))
          && mistake.description.contains(says)
      }
      #expect(isFound, "\(edit): expected \(kind) \(file) \(place) \(says); found \(said)")
      // Nothing that a terminal would obey, whatever was in the file.
      #expect(said.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 }, "\(edit)")
      #expect(!said.unicodeScalars.contains { $0.properties.isBidiControl }, "\(edit)")
    }
  }
}
