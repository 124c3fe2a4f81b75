import Pinning
import ReleaseModel
import TestKit
import Testing

@Suite("The language of pins", .timeLimit(.minutes(20)))
struct PinRequestTests {
  private let names = ["iree", "iree-3", "xla", "openxla-nvgpu"].map { ComponentName($0)! }
  private static let full = String(repeating: "ab", count: 20)

  @Test(
    "every form is understood",
    arguments: [
      ("iree", "iree", nil), ("iree@latest", "iree", .latest),
      ("iree@\(full)", "iree", .revision(Revision(full)!)),
      ("iree@\(full.uppercased())", "iree", .revision(Revision(full)!)),
      ("iree@0123abc", "iree", .prefix("0123abc")), ("iree@dead", "iree", .prefix("dead")),
      ("iree@dea", "iree", .name(BranchName("dea")!)),
      ("iree@main", "iree", .name(BranchName("main")!)),
      ("iree@iree-3.12.0rc20260822", "iree", .name(BranchName("iree-3.12.0rc20260822")!)),
      ("iree@refs/tags/a=b", "iree", .name(BranchName("refs/tags/a=b")!)),
      ("iree@{2026-11-01}", "iree", .day(CalendarDate("2026-11-01")!)),
      ("iree@{2026-11-01T12:00:00Z}", "iree", .moment(Timestamp("2026-11-01T12:00:00Z")!)),
      ("iree+12", "iree", .steps(12)), ("iree@+12", "iree", .steps(12)),
      ("xla-3", "xla", .steps(-3)), ("iree-3", "iree-3", nil), ("iree@-3", "iree", .steps(-3)),
      ("iree-3-3", "iree-3", .steps(-3)), ("openxla-nvgpu", "openxla-nvgpu", nil),
      ("xla=3.9.0", "xla", .version(PythonVersion("3.9.0")!)),
      ("xla==3.9.0RC1", "xla", .version(PythonVersion("3.9.0rc1")!)),
    ] as [(String, String, PinAim?)])
  func forms(text: String, component: String, aim: PinAim?) throws {
    let request = try PinRequest(text, components: names)
    #expect(request == PinRequest(component: ComponentName(component)!, aim: aim))
    #expect(try PinRequest(request.description, components: names) == request)
  }

  @Test(
    "what makes no sense is refused with a hint",
    arguments: [
      ("iere@main", "did you mean \"iree\""), ("", "the components are"), ("@main", "components"),
      ("iree@", "iree@latest"), ("iree@{2026-02-30}", "iree@{2026-11-01}"),
      ("iree@{2026-11-01", "iree@{2026-11-01}"), ("iree@{yesterday}", "iree@{2026-11-01}"),
      ("iree+", "iree+12"), ("iree+0", "iree+12"), ("iree+1x", "iree+12"),
      ("iree@-3x", "iree-3"), ("iree@--upload-pack=x", "iree@TAG"), ("iree@a b", "iree@TAG"),
      ("iree@" + String(repeating: "0", count: 40), "4 to 64 digits"),
      ("iree=", "iree=3.9.0"), ("iree=three", "iree=3.9.0"), ("iree-x", "did you mean"),
      ("xlaa-3", "did you mean \"xla\""), ("iree@\u{1B}[31m", "iree@TAG"),
    ])
  func refused(text: String, hint: String) throws {
    let error = try #require(throws: PinSyntaxError.self) {
      try PinRequest(text, components: names)
    }
    #expect(error.hint.contains(hint), "\(error)")
    #expect(!error.description.contains("\u{1B}"))
  }

  @Test("any request prints and parses back to the same value", arguments: 0..<300)
  func roundTrip(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let request = PinRequest(component: names.randomElement(using: &random)!, aim: aim(&random))
    #expect(try PinRequest(request.description, components: names) == request)
  }

  @Test("whatever is typed is refused or understood in one way only", arguments: 0..<500)
  func anything(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let pieces = [
      "iree", "xla", "-3", "+", "@", "=", "{", "}", "2026-11-01", "latest", "0", "dead", "/", " ",
      "~", "^", "..", "\u{202E}", "ü", "3.9.0", "@{", Self.full,
    ]
    let text = (0..<Int.random(in: 0..<6, using: &random))
      .map { _ in pieces.randomElement(using: &random)! }.joined()
    guard let request = try? PinRequest(text, components: names) else { return }
    #expect(try PinRequest(request.description, components: names) == request, "\(text)")
  }

  private func aim(_ random: inout SeededRandom) -> PinAim? {
    let number = Int.random(in: 1..<10_000, using: &random)
    switch Int.random(in: 0..<9, using: &random) {
    case 0: return nil
    case 1: return .latest
    case 2: return .revision(PinWorld.revision(number))
    case 3: return .prefix(String(Self.full.prefix(4 + number % 36)))
    case 4: return .name(BranchName("release/\(number)")!)
    case 5: return .day(CalendarDate(days: Int64(number)))
    case 6: return .moment(Timestamp(seconds: Int64(number) * 1_000_003))
    case 7: return .steps(number % 2 == 0 ? number : -number)
    default: return .version(PythonVersion("\(number).0rc\(number % 7)")!)
    }
  }
}
