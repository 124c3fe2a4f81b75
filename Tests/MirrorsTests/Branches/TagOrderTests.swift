import Testing

@testable import Mirrors

@Suite("Tags of a pattern", .timeLimit(.minutes(20)))
struct TagOrderTests {
  @Test(
    "are ordered as versions, as dates with counts, or number by number",
    arguments: [
      ("iree-*rc*", ["iree-3.9.0rc20251231", "iree-3.12.0rc20260101", "iree-3.12.0rc20260822"]),
      ("candidate-*", ["candidate-20220101.9", "candidate-20231027.89", "candidate-20231027.689"]),
      ("v*", ["v3.2.0rc1", "v3.2.0", "v3.10.0"]),
      ("build-*", ["build-2026-08-09-2", "build-2026-08-22-1", "build-2026-08-22-10"]),
      ("*", ["a", "b"]),
    ])
  func ordered(pattern: String, names: [String]) {
    let order = TagOrder(pattern: TagPattern(pattern))
    #expect(names.reversed().sorted(by: order.precedes) == names)
    for name in names { #expect(!order.precedes(name, name)) }
  }

  @Test("match as a whole, and a star stands for anything")
  func matches() {
    #expect(TagPattern("iree-*rc*").matches("iree-3.12.0rc20260822"))
    #expect(!TagPattern("iree-*rc*").matches("iree-3.0.0"))
    #expect(!TagPattern("v*").matches("xv1"))
    #expect(TagPattern("*").matches(""))
    #expect(TagPattern("a*b*c").matches("aXbYbc") && !TagPattern("a*b*c").matches("aXbYb"))
    // Backtracking over all the stars would take longer than the machine lasts.
    let stars = String(repeating: "*a", count: 100)
    #expect(!TagPattern(stars + "b").matches(String(repeating: "a", count: 5_000)))
  }
}
