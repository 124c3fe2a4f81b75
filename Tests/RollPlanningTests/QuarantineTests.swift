import Digest
import ReleaseModel
import RollPlanning
import Testing

@Suite("What main took back", .timeLimit(.minutes(20)))
struct QuarantineTests {
  private let iree = ComponentName("iree")!
  private let xla = ComponentName("xla")!

  private func revision(_ number: Int) -> Revision {
    Revision(String(SHA256Digest(of: "revision \(number)").hexadecimal.prefix(40)))!
  }

  private func candidates(_ numbers: [Int]) -> [Candidate] {
    numbers.map {
      Candidate(
        pin: .git(GitPin(revision: revision($0))), landed: Timestamp(seconds: 1_000 + Int64($0)))
    }
  }

  /// Commits 100, 101 … of main, oldest first here and turned around; iree and xla at these numbers.
  private func history(
    _ commits: [(iree: Int, xla: Int, message: String)], hold: Set<Int> = []
  ) -> [PinRecord] {
    commits.enumerated().map { index, commit in
      let note = hold.contains(index) ? ", \"hold\": \"breaks\"" : ""
      let file = """
        {
          "package-version": "0.1.0", "package-suffix": "",
          "pins": {
            "iree": { "revision": "\(revision(commit.iree))"\(note) },
            "xla": { "revision": "\(revision(commit.xla))" }
          }
        }
        """
      return PinRecord(
        revision: revision(100 + index), message: commit.message, file: Array(file.utf8))
    }.reversed()
  }

  private func names(_ quarantine: Quarantine, _ component: ComponentName) -> [String] {
    quarantine.entries[component]?.map(\.name) ?? []
  }

  @Test("a plain git revert quarantines what the roll brought, with the person's reason")
  func revert() throws {
    let quarantine = Quarantine(
      history: history([
        (1, 1, "The beginning\n"), (5, 1, "Roll iree (nightly)\n"),
        (
          1, 1,
          """
          Revert "Roll iree (nightly)"

          This reverts commit \(revision(101)).

          Decoding is ten times slower
          on every machine.

          Signed-off-by: Ada <ada@example.org>

          """
        ),
      ]))
    let entry = try #require(quarantine.entries[iree]?.first)
    #expect(entry.name == "\(revision(5))")
    #expect(entry.because == "Decoding is ten times slower on every machine.")
    #expect(entry.commit == revision(102))
    #expect(quarantine.takenBack == [revision(101)])
    #expect(names(quarantine, xla).isEmpty)
  }

  @Test("it takes all commits of the roll along, and none that is newer")
  func extent() throws {
    let quarantine = Quarantine(
      history: history([(1, 1, "a\n"), (5, 1, "b\n"), (1, 1, "Revert \"b\"\n")]))
    let found = try #require(quarantine.extent(in: candidates([2, 3, 4, 5, 6, 7]), of: iree))
    #expect(found.count == 4)
    #expect(found.by.because == "Revert \"b\"")
    #expect(quarantine.extent(in: candidates([6, 7]), of: iree) == nil)
    #expect(quarantine.extent(in: candidates([5]), of: xla) == nil)
  }

  @Test("two rolls that are taken back in one commit are both quarantined")
  func several() {
    let quarantine = Quarantine(
      history: history([(1, 1, "a"), (3, 1, "b"), (5, 2, "c"), (1, 2, "back to a")]))
    #expect(names(quarantine, iree) == ["\(revision(3))", "\(revision(5))"])
    #expect(quarantine.takenBack == [revision(101), revision(102)])
    #expect(names(quarantine, xla).isEmpty)
  }

  @Test("a commit that says it reverts is believed even when the pins went elsewhere")
  func elsewhere() {
    let quarantine = Quarantine(
      history: history([
        (2, 1, "a"), (5, 1, "b"), (1, 1, "Go back\n\nThis reverts commit \(revision(101)).\n"),
      ]))
    #expect(names(quarantine, iree) == ["\(revision(5))"])
  }

  @Test("what somebody puts back stands again")
  func putBack() {
    let quarantine = Quarantine(
      history: history([(1, 1, "a"), (5, 1, "b"), (1, 1, "back"), (5, 1, "and forth")]))
    #expect(names(quarantine, iree).isEmpty)
  }

  @Test("an Unhold trailer and a hold that is lifted end it")
  func unhold() {
    let taken = [(1, 1, "a"), (5, 5, "b"), (1, 1, "back")]
    let trailer = Quarantine(
      history: history(taken + [(1, 1, "It was the machine\n\nUnhold: iree\n")]))
    #expect(names(trailer, iree).isEmpty)
    #expect(names(trailer, xla) == ["\(revision(5))"])
    let lifted = Quarantine(history: history(taken + [(1, 1, "on"), (1, 1, "off")], hold: [3]))
    #expect(names(lifted, iree).isEmpty)
    #expect(names(lifted, xla) == ["\(revision(5))"])
  }

  @Test("files that do not read today say nothing, and a forward history takes nothing back")
  func quiet() {
    var forward = history([(1, 1, "a"), (2, 1, "b"), (3, 2, "c"), (4, 2, "d")])
    #expect(Quarantine(history: forward).entries.isEmpty)
    forward.insert(PinRecord(revision: revision(7), message: "x", file: [0xFF]), at: 1)
    #expect(Quarantine(history: forward).entries.isEmpty)
    #expect(Quarantine(history: []).takenBack.isEmpty)
  }
}
