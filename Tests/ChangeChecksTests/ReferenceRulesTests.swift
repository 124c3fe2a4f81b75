import ChangeChecks
import ReleaseModel
import Testing

@Suite("References that somebody pushes", .timeLimit(.minutes(20)))
struct ReferenceRulesTests {
  private let one = Revision(String(repeating: "a", count: 40))
  private let two = Revision(String(repeating: "b", count: 40))

  @Test("main only grows")
  func main() {
    #expect(mistakes("refs/heads/main", one, two, .forward).isEmpty)
    #expect(mistakes("refs/heads/main", nil, two, .forward).isEmpty)
    #expect(mistakes("refs/heads/main", one, two, .backward) == [.refused])
    #expect(mistakes("refs/heads/main", one, two, .apart) == [.refused])
    #expect(mistakes("refs/heads/main", one, nil, .forward) == [.refused])
    #expect(mistakes("refs/heads/main", one, two, .unknown(because: "not here")) == [.refused])
  }

  @Test("other branches may be forced: a roll's is rebuilt on every new main")
  func branches() {
    #expect(mistakes("refs/heads/roll/nightly", one, two, .apart).isEmpty)
    #expect(mistakes("refs/heads/topic", one, nil, .forward).isEmpty)
  }

  @Test("no tag moves, and an official one is never deleted")
  func movedTags() {
    #expect(mistakes("refs/tags/v0.1.0", one, two, .forward) == [.refused])
    #expect(mistakes("refs/tags/anything", one, two, .forward) == [.refused])
    #expect(mistakes("refs/tags/v0.1.0", one, nil, .forward) == [.refused])
    #expect(mistakes("refs/tags/v0.1.0.dev20261122001", one, nil, .forward).isEmpty)
  }

  @Test("a new tag agrees with version_info.json of its commit")
  func newTags() throws {
    let own = try OwnFiles()
    let pins = try own.info.pins
    let good = TaggedTree(message: "x\n\nPin-Set: \(pins.digest)\n", tree: own.tree)
    #expect(mistakes("refs/tags/v0.1.0", nil, one, .forward, good).isEmpty)
    #expect(mistakes("refs/tags/v0.1.0.dev20261122001", nil, one, .forward, good).isEmpty)
    #expect(mistakes("refs/tags/v0.2.0", nil, one, .forward, good) == [.badData])
    #expect(mistakes("refs/tags/v0.1", nil, one, .forward, good) == [.badData])
    #expect(mistakes("refs/tags/v0.1.0.dev20260230001", nil, one, .forward, good) == [.badData])
    #expect(mistakes("refs/tags/known-good", nil, one, .forward, good).isEmpty)
    let light = TaggedTree(message: nil, tree: own.tree)
    #expect(mistakes("refs/tags/v0.1.0", nil, one, .forward, light) == [.badData])
    let other = TaggedTree(message: "x\n\nPin-Set: sha256:00\n", tree: own.tree)
    #expect(mistakes("refs/tags/v0.1.0", nil, one, .forward, other) == [.badData])
    let blob = TaggedTree(message: "x", tree: nil)
    #expect(mistakes("refs/tags/v0.1.0", nil, one, .forward, blob) == [.badData])
  }

  private func mistakes(
    _ name: String, _ old: Revision?, _ new: Revision?, _ movement: Descent,
    _ tag: TaggedTree? = nil
  ) -> [Mistake.Kind] {
    let update = ReferenceUpdate(name: name, old: old, new: new, movement: movement, tag: tag)
    let mistakes = ReferenceRules(update).mistakes
    #expect(mistakes.allSatisfy { $0.hint != nil && $0.file == name })
    return mistakes.map(\.kind)
  }
}
