import Testing

@testable import GreenSet

@Suite("Narration", .timeLimit(.minutes(20)))
struct NarrationTests {
  @Test("a night of the real matrix is told as it went")
  func tellsTheStory() throws {
    let matrix = try IreeMatrix()
    let start = try matrix.point("3.5.0", "3.5.0")
    let newest = try matrix.point("3.10.0", "3.9.0")
    let search = try matrix.search(from: start, to: newest)
    let revisions = matrix.revisions
    let narration = Narration(search.problem) { revisions[$0][start[$0] + $1] }
    let told = (narration.story(search.report) + narration.outcome(search.report))
      .joined(separator: "\n")
    #expect(told == Self.told)
  }

  private static let told = """
    Plan: everything at its newest.
      llvm_cpu red   everything at its newest (the plan)
    Red on llvm_cpu. Looking for the revision at fault, from today's pins to everything at its newest.
      llvm_cpu red   iree-base-compiler 3.8.0, iree-base-runtime 3.7.0 (half-way to the fault)
      llvm_cpu green iree-base-compiler 3.7.0, iree-base-runtime 3.6.0 (half-way to the fault)
      llvm_cpu green iree-base-compiler 3.7.0, iree-base-runtime 3.7.0 (half-way to the fault)
      llvm_cpu green iree-base-compiler 3.7.1, iree-base-runtime 3.7.0 (half-way to the fault)
    Culprit: iree-base-compiler 3.8.0; beside the same others, 3.7.1 is green on llvm_cpu.
    Plan: iree-base-compiler 3.7.1, iree-base-runtime 3.9.0.
      llvm_cpu red   iree-base-compiler 3.7.1, iree-base-runtime 3.9.0 (the plan)
    Red on llvm_cpu. Looking for the revision at fault, from iree-base-compiler 3.7.1, \
    iree-base-runtime 3.7.0 to iree-base-compiler 3.7.1, iree-base-runtime 3.9.0.
      llvm_cpu red   iree-base-compiler 3.7.1, iree-base-runtime 3.8.0 (half-way to the fault)
    Culprit: iree-base-runtime 3.8.0; beside the same others, 3.7.0 is green on llvm_cpu.
      llvm_cpu green iree-base-compiler 3.8.0, iree-base-runtime 3.8.0 (do the two move in lockstep?)
    Red on llvm_cpu. Looking for the revision at fault, from iree-base-compiler 3.8.0, \
    iree-base-runtime 3.8.0 to everything at its newest.
      llvm_cpu green iree-base-compiler 3.9.0, iree-base-runtime 3.8.0 (half-way to the fault)
      llvm_cpu green iree-base-compiler 3.9.0, iree-base-runtime 3.9.0 (half-way to the fault)
    Culprit: iree-base-compiler 3.10.0; beside the same others, 3.9.0 is green on llvm_cpu.
    Plan: iree-base-compiler 3.9.0, iree-base-runtime 3.9.0.
      vmvx green iree-base-compiler 3.9.0, iree-base-runtime 3.9.0 (the plan)
    Green on every target: iree-base-compiler 3.9.0, iree-base-runtime 3.9.0.

    Done after 11 validations: iree-base-compiler 3.9.0, iree-base-runtime 3.9.0.
    iree-base-compiler: 3.5.0 → 3.9.0, held: 3.10.0 is red on llvm_cpu
    iree-base-runtime: 3.5.0 → 3.9.0, its newest
    """
}
